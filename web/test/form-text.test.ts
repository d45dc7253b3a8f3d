import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formTexts } from '../app/shop/form.ts';
import { sent } from './sent.ts';

const TYPE = 'application/x-www-form-urlencoded';

test('a form in another charset, or with bytes that are no UTF-8, is refused: its letters would be lost', async () => {
  for (const charset of ['windows-1251', 'UTF-16', '"koi8-r"'])
    await assert.rejects(sent('city=%CC%E8%F0', `${TYPE}; charset=${charset}`), { status: 415 });
  for (const form of ['city=%CC%E8%F0', 'city=a&%ff=1', Buffer.from('city=\xcc\xe8', 'latin1')])
    await assert.rejects(sent(form), { status: 400 }, String(form));
  for (const form of ['city=%ED%A0%80', 'a=1&city=x%ed%bf%bfy', Buffer.from([0x61, 0x3d, 0xed, 0xa0, 0x80])])
    await assert.rejects(sent(form), { status: 422 }, String(form));
});

test('a mailbox ends mails about goods with either kind of form, and with the second nothing else', async () => {
  const [type, body] = [
    'multipart/form-data; boundary=seam',
    '--seam\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--seam--\r\n',
  ];
  const form = await (await sent(body, type, '/back-in-stock/stop/token')).formData();
  assert.equal(form.get('List-Unsubscribe'), 'One-Click');
  for (const url of ['/back-in-stock/stop', '/back-in-stock/confirm/token', '/checkout'])
    await assert.rejects(sent(body, type, url), { status: 415 }, url);
});

test('what a browser sends arrives letter by letter', async () => {
  for (const type of [TYPE, `${TYPE};charset=UTF-8`])
    assert.equal(
      (await (await sent('city=%D0%9C%D0%B8%D1%80+%E2%9C%93&x=100%', type)).formData()).get('city'),
      'Мир ✓',
    );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const form = await (await sent(new URLSearchParams({ text }).toString())).formData();
      assert.equal(form.get('text'), text);
    }),
  );
});

test('what was typed is kept composed, and what shows nothing counts as not typed', () => {
  const form = new FormData();
  const typed = {
    street: ' Rue Rene\u0301 \u0007',
    city: '\u2800\u00a0',
    zip: '\u3164',
    name: 'й'.normalize('NFD'),
  };
  for (const [name, text] of Object.entries(typed)) form.set(name, text);
  assert.deepEqual(formTexts(form, ['street', 'city', 'zip', 'name', 'other']), {
    street: 'Rue René',
    city: '',
    zip: '',
    name: 'й',
    other: '',
  });
});
