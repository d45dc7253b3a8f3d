import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImports } from './opened-imports.ts';

type Json = ReturnType<typeof JSON.parse>;

const { check, apply, undo, written, send, category, product, stock } = await openImports();

test('prices of a file are shown old and new, applied once, and taken back once', async () => {
  const [tea, cup] = [await product('Tea', 'Чай'), await product('Cup', 'Чашка')];
  const { status, body } = await check('prices', `id;price\n${tea.id};1 299,50\n${cup.id};1299\n`);
  assert.equal(status, 201);
  assert.equal(body.state, 'checked');
  assert.deepEqual(body.counts, { new: 0, changed: 1, unchanged: 1, wrong: 0 });
  assert.deepEqual(
    body.columns.map(({ field }: Json) => field),
    ['id', 'price'],
  );
  assert.deepEqual(body.changes, [
    {
      line: 2,
      product: tea.id,
      name: 'Tea',
      state: 'changed',
      fields: [
        {
          field: 'price',
          before: { amount: 129_900, currency: 'RUB' },
          after: { amount: 129_950, currency: 'RUB' },
        },
      ],
    },
  ]);
  assert.equal((await written(tea.id)).price.amount, 129_900);
  const applied = await apply(body.id);
  assert.equal(applied.status, 200);
  assert.equal(applied.body.state, 'applied');
  assert.equal((await written(tea.id)).price.amount, 129_950);
  assert.equal((await apply(body.id)).body.code, 'already_applied');
  const undone = await undo(body.id);
  assert.equal(undone.status, 200);
  assert.equal(undone.body.state, 'undone');
  assert.deepEqual(undone.body.kept, []);
  assert.equal((await written(tea.id)).price.amount, 129_900);
  assert.equal((await undo(body.id)).body.code, 'already_undone');
  assert.equal((await apply(body.id)).body.code, 'already_applied');
});

test('new products come in with all that is said of them, are found, and go when the import is taken back', async () => {
  const shelf = await category();
  const file = [
    'Название (EN);Название (RU);Цена;Полка;Опубликован;Описание',
    `Samovar Xylo;Самовар;12 500,00;${shelf.slug};да;Медный`,
    `"Tray; large";Поднос;99,9;${shelf.slug};нет;`,
  ].join('\r\n');
  const { body } = await check('products', file, {
    mapping: { 'Название (EN)': 'nameEn', 'Название (RU)': 'nameRu' },
  });
  assert.deepEqual(body.counts, { new: 2, changed: 0, unchanged: 0, wrong: 0 });
  assert.equal((await apply(body.id)).status, 200);
  const [first, second] = body.changes.map(({ product: id }: Json) => id);
  const samovar = await written(first);
  assert.deepEqual(
    [samovar.name, samovar.description, samovar.price.amount, samovar.published],
    [{ en: 'Samovar Xylo', ru: 'Самовар' }, { en: '', ru: 'Медный' }, 1_250_000, true],
  );
  assert.deepEqual(
    [(await written(second)).name.en, (await written(second)).published],
    ['Tray; large', false],
  );
  const found = async () => (await send('GET', '/api/products?search=xylo')).body.items.length;
  assert.equal(await found(), 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(stock.opened.includes(first));
  assert.deepEqual((await undo(body.id)).body.kept, []);
  assert.equal(await found(), 0);
  assert.equal((await send('GET', `/api/products/${first}`)).status, 404);
});

test('a file that is sent twice makes its new products once', async () => {
  const first = await category();
  const file = `nameEn;nameRu;price;category\nOak;Дуб;10;${first.id}\nElm;Вяз;10;${first.id}\n`;
  const [one, other] = [await check('products', file), await check('products', file)];
  assert.equal((await apply(one.body.id)).status, 200);
  const refused = (await apply(other.body.id)).body;
  assert.equal(refused.code, 'import_outdated');
  const [oak] = one.body.changes;
  const row = { line: 2, product: oak.product, name: 'Oak', field: 'product', was: null, now: 'Oak' };
  assert.deepEqual([refused.rows.length, refused.rows[0]], [2, row]);
  const shown = (await send('GET', `/api/imports/${other.body.id}`)).body;
  assert.deepEqual([shown.state, shown.problem.rows[0].now], ['checked', 'Oak']);
});
