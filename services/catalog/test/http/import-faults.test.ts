import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IMPORT_FAULTS } from '../../src/domain/import-faults.ts';
import { ADMIN } from '../opened.ts';
import { importForm } from './import-forms.ts';
import { openImports } from './opened-imports.ts';

type Json = ReturnType<typeof JSON.parse>;

const { check, apply, send, app, category, product, goods } = await openImports();
const shelf = await category();
const mug = await product('Mug', 'Кружка', { categoryId: shelf.id });
const [tea, cup, jam] = [
  await product('Tea', 'Чай', { categoryId: shelf.id }),
  await product('Cup', 'Чашка', { categoryId: shelf.id }),
  await product('Jam', 'Варенье', { categoryId: shelf.id }),
];
await product('Twin', 'Близнец', { categoryId: shelf.id });
await product('Twin', 'Близнец', { categoryId: shelf.id });
goods.set(tea.id, { onHand: 10, reserved: 4, threshold: 5 });
goods.set(mug.id, { onHand: 1, reserved: 0, threshold: 5 });
goods.set(cup.id, { onHand: 1, reserved: 0, threshold: null });

const NOBODY = '0198a000-0000-7000-8000-000000000000';
const HEADINGS = 'id;slug;nameEn;nameRu;descriptionEn;price;currency;category;published;picture';

/** Rows of products that are wrong, each with the column and the code that is said of it. */
const WRONG: [row: string, column: string, code: string][] = [
  [`${NOBODY};;;;;1;;;;`, 'id', 'unknown_product'],
  [';no-such-thing;;;;1;;;;', 'slug', 'unknown_product'],
  ['12;;;;;1;;;;', 'id', 'bad_id'],
  [`${tea.id};${cup.slug};;;;1;;;;`, 'slug', 'ids_disagree'],
  [`${jam.id};;;;;a lot;;;;`, 'price', 'price_not_a_number'],
  [`${jam.id};;;;;12,505;;;;`, 'price', 'price_decimals'],
  [`${jam.id};;;;;-5;;;;`, 'price', 'price_too_small'],
  [`${jam.id};;;;;0;;;;`, 'price', 'price_too_small'],
  [`${jam.id};;;;;99999999999999;;;;`, 'price', 'price_too_big'],
  [`${jam.id};;;;;1;XTS;;;`, 'currency', 'wrong_currency'],
  [`${jam.id};;;;;;;no-such-shelf;;`, 'category', 'unknown_category'],
  [`${jam.id};;;;;;;;perhaps;`, 'published', 'bad_yes_or_no'],
  [`${jam.id};;;;;;;;;ftp://elsewhere/jam.png`, 'picture', 'bad_picture'],
  [`${jam.id};;;;;;;;;/api/pictures/${'0'.repeat(32)}/640.webp`, 'picture', 'bad_picture'],
  [`;;;Без имени;;1;;${shelf.slug};;`, 'nameEn', 'name_missing'],
  [`;;Nothing;Ничто;;;;${shelf.slug};;`, 'price', 'price_missing'],
  [';;Nowhere;Нигде;;1;;;;', 'category', 'category_missing'],
  [`;;Twin;Близнец;;1;;${shelf.slug};;`, 'nameEn', 'several_products'],
  [`${jam.id};;${'x'.repeat(201)};;;;;;;`, 'nameEn', 'text_too_long'],
  [`${jam.id};;Ja\0m;;;;;;;`, 'nameEn', 'control_character'],
  [`${jam.id};;Ja\ufffdm;;;;;;;`, 'nameEn', 'bad_encoding'],
  [`${jam.id};;;;;1`, '', 'wrong_cell_count'],
  [`${jam.id};;"Jam" of plums;;;;;;;`, 'nameEn', 'broken_quotes'],
];

test('each of twenty kinds of wrong rows is named by line and column, and nothing is changed', async () => {
  const right = [`${cup.id};;;;;5;;;;`, `${cup.id};;;;;6;;;;`];
  const rows = [HEADINGS, ...WRONG.map(([row]) => row), ...right];
  const { status, body } = await check('products', rows.join('\n'));
  assert.equal(status, 201);
  assert.deepEqual(
    body.wrong.map(({ line, column, code }: Json) => [line, column, code]),
    [...WRONG.map(([, column, code], at) => [at + 2, column, code]), [rows.length, '', 'row_twice']],
  );
  assert.ok(body.wrong.every(({ code, message }: Json) => message === IMPORT_FAULTS[code as 'bad_id'].en));
  assert.deepEqual(body.counts, { new: 0, changed: 1, unchanged: 0, wrong: WRONG.length + 1 });
  const refused = await apply(body.id);
  assert.deepEqual([refused.status, refused.body.code], [409, 'has_wrong_rows']);
  assert.equal((await send('GET', `/api/products/${cup.id}`)).body.price.amount, 129_900);

  const csv = await app.inject({
    url: `/api/imports/${body.id}/wrong.csv`,
    headers: { ...ADMIN, 'accept-language': 'ru' },
  });
  const lines = csv.body.split('\r\n');
  assert.equal(lines[0], `\ufeff${HEADINGS.replaceAll(';', ',')},Строка,Что не так`);
  assert.ok(
    lines.some(
      (line) => line.includes("'-5") && line.endsWith('7,price: Цена должна быть больше 0.') === false,
    ),
  );
  assert.ok(lines.some((line) => line.includes('Цена должна быть больше 0')));
});

test('rows of stock are wrong by their numbers, by what orders have set aside, and where nobody knows what they mean', async () => {
  const rows: [row: string, column: string, code: string][] = [
    [`${tea.id},3,,`, 'Остаток', 'below_reserved'],
    [`${tea.id},-3,,`, 'Остаток', 'number_below_zero'],
    [`${tea.id},1.5,,`, 'Остаток', 'number_not_whole'],
    [`${tea.id},99999999999,,`, 'Остаток', 'number_too_big'],
    [`${tea.id},,0,`, 'Поступило', 'number_too_small'],
    [`${mug.id},12,3,`, 'Поступило', 'counted_and_received'],
    [',12,,', 'id', 'product_missing'],
    [`${jam.id},12,,`, 'id', 'unknown_product'],
  ];
  const file = ['id,Остаток,Поступило,Порог', ...rows.map(([row]) => row), `${cup.id},,5,2`].join('\n');
  const { body } = await check('stock', file);
  assert.deepEqual(
    body.wrong.map(({ line, column, code }: Json) => [line, column, code]),
    rows.map(([, column, code], at) => [at + 2, column, code]),
  );
  assert.deepEqual(body.changes[0].fields, [
    { field: 'received', before: null, after: 5 },
    { field: 'threshold', before: null, after: 2 },
  ]);
});

test('a stock of several variants is refused: each has its own', async () => {
  const pot = await product('Pot', 'Горшок', { categoryId: shelf.id });
  goods.set(pot.id, { onHand: 1, reserved: 0, threshold: 5 });
  for (const size of ['small', 'big'])
    await send('POST', `/api/products/${pot.id}/variants`, { options: { size }, price: { amount: 500 } });
  const { wrong } = (await check('stock', `id,received\n${pot.id},5\n`)).body;
  assert.deepEqual([wrong[0].column, wrong[0].code], ['id', 'stock_of_variants']);
});

test('a heading is kept without what no text has, and not in the middle of a letter', async () => {
  const { status, body } = await check('prices', `id,price,${'x'.repeat(99)}😀 long,a\x01b\n,1,2,3\n`);
  assert.equal(status, 201);
  assert.deepEqual(
    body.columns.slice(2).map(({ name }: Json) => name),
    [`${'x'.repeat(99)}😀`, 'ab'],
  );
});

test('columns that say the same, none that names a product and none that changes one are wrong as a whole', async () => {
  const faults = async (heading: string) =>
    (await check('prices', `${heading}\n,1,2\n`)).body.wrong
      .filter(({ line }: Json) => line === 1)
      .map(({ column, code }: Json) => [column, code]);
  assert.deepEqual(await faults('id,price,Цена'), [['Цена', 'column_twice']]);
  assert.deepEqual(await faults('price,a,b'), [['id', 'column_missing']]);
  assert.deepEqual(await faults('id,a,b'), [['price', 'column_missing']]);
  assert.deepEqual(await faults('id,price,price'), [['price (2)', 'column_twice']]);
});

test('what is no file of a known kind is refused, and nothing is kept', async () => {
  const many = `id,price\n${'a,1\n'.repeat(50_001)}`;
  const refused: [kind: string, file: string | Buffer, path: string][] = [
    ['prices', '', 'file'],
    ['prices', 'id,price\n', 'file'],
    ['prices', '\n\n', 'file'],
    ['prices', many, 'file'],
    ['prices', `${'a,'.repeat(300)}\nb`, 'file'],
    ['customers', 'id,price\n1,2\n', 'kind'],
    ['prices', Buffer.from('PK\x03\x04\x14\0\x06\0\n1'), 'file'],
    ['prices', Buffer.from('id,price\n1,2\n', 'utf16le'), 'file'],
  ];
  const before = (await send('GET', '/api/imports')).body.items.length;
  for (const [kind, file, path] of refused) {
    const { status, body } = await check(kind, file);
    assert.deepEqual([status, body.errors?.[0].path], [422, path], file.slice(0, 20).toString());
  }
  for (const mapping of ['{', '[]', '{"id":"nothing"}']) {
    const { status, body } = await check('prices', 'id,price\n1,2\n', { mapping });
    assert.deepEqual([status, body.errors[0].path], [422, 'mapping']);
  }
  assert.equal((await check('prices', Buffer.alloc(21_000_000, 'a'))).status, 413);
  assert.equal((await send('GET', '/api/imports')).body.items.length, before);
  assert.equal((await send('POST', '/api/imports', { kind: 'prices' })).status, 415);
  const keyless = importForm({ kind: 'prices', file: 'id,price\n1,2\n' }, ADMIN);
  const answer = await app.inject({ method: 'POST', url: '/api/imports', ...keyless });
  assert.equal(answer.json().code, 'idempotency_key_missing');
});
