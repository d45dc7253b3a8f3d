import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Draft, draftOf, keepDraft, unsavedIn } from '../app/admin/drafts.ts';
import { bodyOf, conflictState, readEdit } from '../app/admin/edit.server.ts';

const NAMES = ['name.en', 'name.ru', 'price.amount'];
const WAS = { 'name.en': 'Cup', 'name.ru': 'Чашка', 'price.amount': '100' };
const read = (name: string, text: string) => (name === 'price.amount' ? Number(text) : text);

function sent(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries({ ...WAS, was: JSON.stringify(WAS), ...fields }))
    form.set(name, text);
  return form;
}

test('of a form only what was changed is sent, with what it was', () => {
  const edit = readEdit(sent({ 'name.en': ' Mug ', 'price.amount': '120' }), NAMES);
  assert.deepEqual(edit.changed, ['name.en', 'price.amount']);
  assert.deepEqual(bodyOf(edit, read), {
    name: { en: 'Mug' },
    price: { amount: 120 },
    was: { name: { en: 'Cup' }, price: { amount: 100 } },
  });
  assert.deepEqual(bodyOf(readEdit(sent({}), NAMES), read), {});
});

test('whatever a hidden field holds, a form is read', () => {
  for (const was of ['', 'null', '[]', '{"name.en": 7, "__proto__": "x"}', '{']) {
    const { changed } = readEdit(sent({ was }), NAMES);
    assert.deepEqual(changed, NAMES, was);
    assert.ok(!('was' in bodyOf(readEdit(sent({ was }), NAMES), read)), was);
  }
});

test('of a conflict both values are shown, and either can be kept', () => {
  const first = readEdit(sent({ 'name.en': 'Mug', 'price.amount': '120' }), NAMES);
  const conflicts = [{ field: 'price.amount', was: 100, now: 90, yours: 120 }];
  const refusal = { code: 'edit_conflict', body: { conflicts } };
  const state = conflictState(first, refusal, (_name, value) => String(value));
  assert.deepEqual(state?.conflicts, [{ field: 'price.amount', was: '100', now: '90', yours: '120' }]);
  assert.equal(
    conflictState(first, { code: 'forbidden', body: {} }, () => ''),
    undefined,
  );
  const again = (keep: string) => {
    const fields = { 'name.en': 'Mug', 'price.amount': '120', 'now.price.amount': '90' };
    return bodyOf(
      readEdit(sent({ ...fields, was: JSON.stringify(state?.was), 'keep.price.amount': keep }), NAMES),
      read,
    );
  };
  const name = { en: 'Mug' };
  const before = { en: 'Cup' };
  assert.deepEqual(again('theirs'), { name, was: { name: before } });
  assert.deepEqual(again('mine'), {
    name,
    price: { amount: 120 },
    was: { name: before, price: { amount: 90 } },
  });
});

test('a draft is found by whoever left it alone, and goes when nothing of it is left', () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  const draft: Draft = {
    at: '2030-01-01T10:00:00Z',
    typed: unsavedIn({ a: 'x', b: '' }, {}),
    was: { a: '' },
  };
  assert.deepEqual(draft.typed, { a: 'x' });
  keepDraft(store, 'anna', 'product:1', draft);
  assert.deepEqual(draftOf(store, 'anna', 'product:1'), draft);
  assert.equal(draftOf(store, 'boris', 'product:1'), undefined);
  assert.equal(draftOf(store, 'anna', 'product:2'), undefined);
  keepDraft(store, 'anna', 'product:1', { ...draft, typed: {} });
  assert.equal(kept.size, 0);
  for (const odd of ['{', 'null', '7', '{"at":1}', '{"at":"x","typed":[1],"was":{}}']) {
    kept.set('sagashop:draft:anna:product:1', odd);
    assert.equal(draftOf(store, 'anna', 'product:1'), undefined, odd);
  }
  const full = { ...store, setItem: () => assert.fail('full') };
  keepDraft(full, 'anna', 'product:1', draft);
});
