import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { ADMIN } from '../opened.ts';
import { openImports } from './opened-imports.ts';

type Json = ReturnType<typeof JSON.parse>;

const { url, check, apply, undo, written, send, category, product } = await openImports();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());
const [first, second] = [await category(), await category({ en: 'Garden', ru: 'Сад' })];

/** The fields of a file, how each is written into one, and how somebody edits it by hand. */
const FIELDS = {
  nameEn: {
    texts: ['Pot', 'Pan', 'Lid'],
    body: (en: string) => ({ name: { en } }),
    read: (p: Json) => p.name.en,
  },
  nameRu: {
    texts: ['Горшок', 'Таз', 'Крышка'],
    body: (ru: string) => ({ name: { ru } }),
    read: (p: Json) => p.name.ru,
  },
  descriptionEn: {
    texts: ['Old', 'New', 'Other'],
    body: (en: string) => ({ description: { en } }),
    read: (p: Json) => p.description.en,
  },
  price: {
    texts: ['10.00', '20.00', '30.00'],
    body: (text: string) => ({ price: { amount: Number(text) * 100 } }),
    read: (p: Json) => (p.price.amount / 100).toFixed(2),
  },
  category: {
    texts: [first.id, second.id, (await category({ en: 'Attic', ru: 'Чердак' })).id],
    body: (categoryId: string) => ({ categoryId }),
    read: (p: Json) => p.category.id,
  },
  published: {
    texts: ['yes', 'no', 'yes'],
    body: (text: string) => ({ published: text === 'yes' }),
    read: (p: Json) => (p.published ? 'yes' : 'no'),
  },
  picture: {
    texts: ['https://a.example/1.png', 'https://a.example/2.png', 'https://a.example/3.png'],
    body: (picture: string) => ({ picture }),
    read: (p: Json) => p.picture,
  },
};
type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Field[];

const drawn = () => Math.floor(Math.random() * 3);

test('whatever was edited in between, undo gives back each other field, and names each edited one', async () => {
  const made = await Promise.all(
    Array.from({ length: 12 }, () => {
      const said = NAMES.map((name) => FIELDS[name].body(FIELDS[name].texts[0]!));
      const name = { en: FIELDS.nameEn.texts[0], ru: FIELDS.nameRu.texts[0] };
      return product('', '', { ...Object.assign({}, ...said), name, description: { en: 'Old', ru: '' } });
    }),
  );
  // What each is to become by the file, and then by hand: one of three texts each, or nothing.
  const plan = made.map(({ id }: Json) => ({
    id,
    file: NAMES.map((name) => [name, drawn()] as const).filter(([, at]) => at < 2),
    hand: NAMES.map((name) => [name, drawn()] as const).filter(() => Math.random() < 0.3),
  }));
  const seen = JSON.stringify(plan);
  const rows = plan.map(({ id, file }) => [
    id,
    ...NAMES.map((name) => FIELDS[name].texts[file.find(([one]) => one === name)?.[1] ?? -1] ?? ''),
  ]);
  const { body } = await check(
    'products',
    [['id', ...NAMES], ...rows].map((row) => row.join(';')).join('\n'),
  );
  assert.equal(body.counts.wrong, 0, seen);
  assert.equal((await apply(body.id)).status, 200, seen);
  for (const { id, hand } of plan)
    for (const [name, at] of hand) {
      const { status } = await send(
        'PATCH',
        `/api/products/${id}`,
        FIELDS[name].body(FIELDS[name].texts[at]!),
      );
      assert.equal(status, 200);
    }
  const { body: undone } = await undo(body.id);
  const named = new Set(undone.kept.map(({ product: id, field }: Json) => `${id} ${field}`));
  for (const { id, file, hand } of plan) {
    const now = await written(id);
    for (const name of NAMES) {
      const { texts, read } = FIELDS[name];
      const old = texts[0]!;
      const imported = texts[file.find(([one]) => one === name)?.[1] ?? 0]!;
      const last = texts[hand.find(([one]) => one === name)?.[1] ?? -1] ?? imported;
      const isKept = imported !== old && last !== imported && last !== old;
      assert.equal(read(now), last === imported ? old : last, `${name} ${seen}`);
      assert.equal(named.has(`${id} ${name}`), isKept, `${name} ${seen}`);
    }
  }
});

test('a new product stays when somebody has edited it, and is hidden when there is some of it', async () => {
  const rows = ['Ash', 'Birch', 'Cedar'].map((name) => `${name};${name};10;${first.slug}`);
  const { body } = await check('products', ['nameEn;nameRu;price;category', ...rows].join('\n'));
  await apply(body.id);
  const [ash, birch, cedar] = body.changes.map(({ product: id }: Json) => id);
  await send('PATCH', `/api/products/${ash}`, { price: { amount: 1 } });
  await sql`update products set availability = 'low' where id = ${birch}`;
  const { kept } = (await undo(body.id)).body;
  assert.deepEqual(
    kept.map(({ product: id, field, was, now }: Json) => [id, field, was?.amount, now?.amount]),
    [
      [ash, 'price', 1_000, 1],
      [birch, 'stock', undefined, undefined],
    ],
  );
  assert.equal((await written(ash)).price.amount, 1);
  assert.equal((await written(birch)).published, false);
  assert.equal((await send('GET', `/api/products/${cedar}`)).status, 404);
  assert.deepEqual((await written(birch)).name.en, 'Birch');
});

test('what was changed since the file was compared is not overwritten: it is named, and compared again', async () => {
  const tea = await product('Tea', 'Чай');
  const { body } = await check('prices', `id,price\n${tea.id},5\n`);
  await send('PATCH', `/api/products/${tea.id}`, { price: { amount: 700 } });
  const refused = await apply(body.id);
  assert.equal(refused.body.code, 'import_outdated');
  const [row] = refused.body.rows;
  assert.deepEqual([row.line, row.product, row.field, row.was, row.now], [2, tea.id, 'price', 129_900, 700]);
  assert.equal((await send('GET', `/api/imports/${body.id}`)).body.problem.rows[0].now.amount, 700);
  const again = await send('PATCH', `/api/imports/${body.id}`, {});
  assert.equal(again.body.changes[0].fields[0].before.amount, 700);
  assert.equal(again.body.problem, undefined);
  assert.equal((await apply(body.id)).body.state, 'applied');
  assert.equal((await send('PATCH', `/api/imports/${body.id}`, {})).body.code, 'already_applied');
});

test('a price that variants have each by itself is neither applied nor taken back, and is named', async () => {
  const [tea, cup] = [await product('Tea', 'Чай'), await product('Cup', 'Чашка')];
  const split = async (id: string) => {
    for (const code of ['small', 'big'])
      await send('POST', `/api/products/${id}/variants`, { options: { size: code }, price: { amount: 500 } });
  };
  const { body } = await check('prices', `id,price\n${tea.id},5\n`);
  await split(tea.id);
  const [row] = (await apply(body.id)).body.rows;
  assert.deepEqual([row.product, row.field], [tea.id, 'price']);
  const second = (await check('prices', `id,price\n${cup.id},5\n`)).body;
  assert.equal((await apply(second.id)).status, 200);
  await split(cup.id);
  const { kept } = (await undo(second.id)).body;
  assert.deepEqual(
    kept.map(({ product: id, field }: Json) => [id, field]),
    [[cup.id, 'price']],
  );
});

test('a name in one language that a file changed is undone, and twice is once', async () => {
  const tea = await product('Tea', 'Чай');
  const { body } = await check('products', `id,nameEn\n${tea.id},Mate\n`);
  await apply(body.id);
  const [logged] = await sql`
    select id from audit_log where subject = ${`product:${tea.id}`} and action = 'product.change'`;
  const back = () => send('POST', `/api/products/${tea.id}/undo`, { change: logged!['id'] });
  assert.equal((await back()).status, 200);
  assert.equal((await back()).status, 200);
  assert.deepEqual((await written(tea.id)).name, { en: 'Tea', ru: 'Чай' });
});

test('of two who apply it at once one does; who asks again with their key is answered the same', async () => {
  const tea = await product('Tea', 'Чай');
  const { body } = await check('prices', `id,price\n${tea.id},5\n`);
  const answers = await Promise.all([apply(body.id), apply(body.id)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  const headers = { ...ADMIN, 'idempotency-key': newId() };
  assert.equal((await undo(body.id, headers)).status, 200);
  assert.equal((await undo(body.id, headers)).status, 200);
  assert.equal((await undo(body.id)).body.code, 'already_undone');
  const { items } = (await send('GET', `/api/products/${tea.id}/prices`)).body;
  assert.deepEqual(
    items.map(({ price }: Json) => price.amount),
    [129_900, 500, 129_900],
  );
});
