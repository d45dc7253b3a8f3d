import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import postgres from 'postgres';
import { nameKey, nameLook, USERNAME } from '../../src/domain/names.ts';
import { openTestUser } from '../opened.ts';

const { url } = await openTestUser();
const sql = postgres(url, { max: 1, onnotice: () => {} });
after(() => sql.end());

const latin = '0123456789._-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const russian = '0123456789._-АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя';
const nameOf = (letters: string) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 50 });
const anyName = fc
  .oneof(nameOf(latin), nameOf(russian))
  .filter((name) => new RegExp(USERNAME, 'u').test(name));

test('SQL looks at the names that are there as the service looks at new ones', async () => {
  const names = [...latin, ...russian, ...fc.sample(anyName, 500)];
  const rows = await sql<{ name: string; key: string; look: string }[]>`
    select name, lower(name) as key, name_look(name) as look from unnest(${names}::text[]) name`;
  for (const { name, key, look } of rows)
    assert.deepEqual([key, look], [nameKey(name), nameLook(name)], name);
});

test('a name looks like itself in any case and form, and what looks alike looks like the same', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      for (const form of [name.toUpperCase(), name.toLowerCase(), name.normalize('NFD'), `\u200e${name}`])
        assert.deepEqual([nameKey(form), nameLook(form)], [nameKey(name), nameLook(name)], form);
      assert.equal(nameLook(nameLook(name).replaceAll('rn', 'm')), nameLook(name));
    }),
  );
});
