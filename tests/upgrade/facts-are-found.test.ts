import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { migrate } from '@sagashop/chassis/postgres/migrate';
import { testDatabase } from '@sagashop/chassis/testing';
import { migrationsOfCode } from '../../cli/src/services.ts';

const folder = new URL('../../services/catalog/migrations/', import.meta.url);

test('facts that the release before has written are searched, counted once, and gone with what has them', async () => {
  const sql = connect(await testDatabase('facts'), { name: 'test', max: 1 });
  after(() => sql.end());
  const before = (await migrationsOfCode('catalog')).filter((name) => name < '0026');
  await migrate(sql, folder, { only: new Set(before) });
  const made = async (name: string, material: string) => {
    const facts = [{ key: 'material', name: { en: 'Material', ru: 'Материал' }, value: { en: material } }];
    const [row] = await sql<{ id: string }[]>`
      with shelf as (
        insert into categories (id, slug, name_en, name_ru)
        values (gen_random_uuid(), ${name}, 'Shelf', 'Полка') returning id
      )
      insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price)
      select gen_random_uuid(), id, ${name}, ${name}, 'It serves.', 'Служит.', 100 from shelf returning id`;
    await sql`
      insert into product_details (product, pictures, facts)
      values (${row!.id}, '[]', ${JSON.stringify(facts)}::text::jsonb)`;
    return row!.id;
  };
  const board = await made('board', 'Oak');
  await migrate(sql, folder);
  const tray = await made('tray', 'Oak, oiled');
  const found = async () =>
    (
      await sql<{ id: string }[]>`
        select id from products where archived_at is null and found @@ to_tsquery('russian', 'oak')`
    ).map(({ id }) => id);
  const counted = async () =>
    (await sql<{ texts: number }[]>`select texts from search_words where word = 'oak'`)[0]!.texts;
  assert.deepEqual([(await found()).sort(), await counted()], [[board, tray].sort(), 2]);
  await sql`update product_details set facts = '[]' where product = ${tray}`;
  assert.deepEqual([await found(), await counted()], [[board], 1]);
  await sql`update products set archived_at = now() where id = ${board}`;
  assert.equal(await counted(), 0);
});
