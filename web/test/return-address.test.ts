import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pageAddress, safePath } from '../app/shop/return-address.ts';

const page = (path: string) => pageAddress(new URL(path, 'http://shop.test'));

test('what a script asks for is the page that it is for', () => {
  for (const [asked, shown] of Object.entries({
    '/checkout.data': '/checkout',
    '/_root.data': '/',
    '/_.data?_routes=root': '/',
    '/account/money/_.data': '/account/money/',
    '/account/money.data?amount=5&_routes=routes%2Fmoney&to=%2Fcheckout':
      '/account/money?amount=5&to=%2Fcheckout',
    '/?index': '/',
    '/search?index=1&q=tea': '/search?index=1&q=tea',
    '/account/addresses?change=7': '/account/addresses?change=7',
  }))
    assert.equal(page(asked), shown, asked);
});

test('one goes on to a page of the shop alone', () => {
  for (const path of ['/', '/cart', '/account/money?to=%2Fcheckout', '/p/%2F%2Fx', '/search?q=//x'])
    assert.equal(safePath(path), path);
  assert.equal(safePath('/checkout.data'), '/checkout');
  for (const odd of [
    ...['//evil.example', '/\\evil.example', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example'],
    ...['/./\\evil.example', '/\t/evil.example', '/a/%2E%2e/\\/evil.example', 'https://evil.example', 'cart'],
    ...['javascript:alert(1)', '', ' /cart', '/sign-in?to=/cart', '/sign-out.data', '/api/session'],
    ...[`/${'x'.repeat(2_000)}`, undefined, null, ['/cart']],
  ])
    assert.equal(safePath(odd, 'none'), 'none', String(odd));
});

/** Text of which a browser's and our own reading might differ. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '\\',
        '.',
        '..',
        '%2e',
        '%2E',
        '%5c',
        '%2f',
        '//',
        'evil.example',
        '@',
        ':',
        '.data',
      ),
      fc.constantFrom('\t', '\n', '\r', ' ', '?', '#', '_', 'http:', 'a', '\u3002', '\uFF0F', '\u0000'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => `/${parts.join('')}`);

test('wherever an address would lead a browser, what we send it to is at the shop', () => {
  fc.assert(
    fc.property(tricky, fc.constantFrom('https://shop.test', 'http://localhost:3000'), (wanted, origin) => {
      const to = safePath(wanted);
      // As Location does, as React Router in the browser does with it, and once more at the next form.
      const once = new URL(to, `${origin}/sign-in`);
      assert.equal(once.origin, origin);
      assert.equal(new URL(once.pathname + once.search, origin).origin, origin);
      assert.equal(safePath(to), to);
      assert.match(to, /^\/[\x21-\x7e]*$/, 'it fits into a header');
    }),
    { numRuns: 5_000 },
  );
});
