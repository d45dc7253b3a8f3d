import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { openImports } from './opened-imports.ts';

type Json = ReturnType<typeof JSON.parse>;

const { url, service, check, apply, undo, send, product, stock, goods } = await openImports();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

const lastImport = () => stock.asked.findLast(({ name }) => name.startsWith('import'));

/** What the import's page says, once it is so. */
async function seen(id: string, is: (one: Json) => boolean): Promise<Json> {
  for (let tries = 0; tries < 100; tries++) {
    const { body } = await send('GET', `/api/imports/${id}`);
    if (is(body)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never became so');
}

test('stock is asked once for what a file says of it, and again when it did not answer', async () => {
  const tea = await product('Tea', 'Чай');
  goods.set(tea.id, { onHand: 3, reserved: 0, threshold: 5, place: 'A-1' });
  const { body } = await check('stock', `id,onHand,threshold,Место хранения\n${tea.id},8,2,Б-2\n`);
  stock.away = true;
  assert.equal((await apply(body.id)).status, 500);
  assert.equal((await send('GET', `/api/imports/${body.id}`)).body.state, 'applying');
  stock.away = false;
  await service.start();
  for (let tries = 0; tries < 100; tries++) {
    if ((await send('GET', `/api/imports/${body.id}`)).body.state === 'applied') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const asked = stock.asked
    .filter(({ name }) => name === 'import-places')
    .map(({ question }) => question as Json);
  assert.deepEqual(asked[0].rows, [
    {
      ...{ product: tea.id, onHand: { was: 3, is: 8 }, threshold: { was: 5, is: 2 } },
      place: { was: 'A-1', is: 'Б-2' },
    },
  ]);
  assert.equal((await undo(body.id)).body.state, 'undone');
  const back = stock.asked.find(({ name }) => name === 'undo-import-places')!.question as Json;
  assert.deepEqual(back.places, [{ product: tea.id, was: 'A-1', is: 'Б-2' }]);
});

test('a place is compared with the one that is known, and one that is too long is wrong', async () => {
  const [same, long] = [await product('Cup', 'Чашка'), await product('Pot', 'Горшок')];
  for (const { id } of [same, long]) goods.set(id, { onHand: 3, reserved: 0, threshold: 5, place: 'A-1' });
  const { body } = await check('stock', `id,place\n${same.id},A-1\n${long.id},${'x'.repeat(41)}\n`);
  assert.deepEqual([body.counts.unchanged, body.counts.wrong], [1, 1]);
  assert.deepEqual([body.wrong[0].column, body.wrong[0].code], ['place', 'text_too_long']);
});

test('a dash says that something lies nowhere any more, an empty cell nothing at all', async () => {
  const [tea, cup] = [await product('Tea', 'Чай'), await product('Cup', 'Чашка')];
  for (const { id } of [tea, cup]) goods.set(id, { onHand: 3, reserved: 0, threshold: 5, place: 'A-1' });
  const { body } = await check('stock', `id,place\n${tea.id},-\n${cup.id},\n`);
  assert.deepEqual([body.counts.changed, body.counts.unchanged], [1, 1]);
  assert.equal((await apply(body.id)).body.state, 'applied');
  assert.deepEqual((lastImport()!.question as Json).rows, [
    { product: tea.id, place: { was: 'A-1', is: null } },
  ]);
});

test('where stock is of a release that knows no places a file that says some is put off, and no other', async () => {
  const tea = await product('Tea', 'Чай');
  goods.set(tea.id, { onHand: 3, reserved: 0, threshold: 5 });
  assert.equal((await check('stock', `id,place\n${tea.id},B-2\n`)).status, 503);
  const { body } = await check('stock', `id,received,place\n${tea.id},2,\n`);
  assert.equal((await apply(body.id)).body.state, 'applied');
  assert.equal(lastImport()!.name, 'import');
});

test('stock that refuses when it is asked again says why, and one import that fails keeps no other waiting', async () => {
  const pots = await Promise.all(['Tea', 'Cup'].map((name) => product(name, name)));
  const asked: string[] = [];
  for (const { id } of pots) {
    goods.set(id, { onHand: 3, reserved: 0, threshold: 5 });
    asked.push((await check('stock', `id,onHand\n${id},8\n`)).body.id);
  }
  stock.away = true;
  for (const id of asked) await apply(id);
  // What was written down of the first cannot be read.
  await sql`update imports set staff = '{"from": ""}' where id = ${asked[0]!}`;
  stock.outdated = [{ product: pots[1].id, field: 'onHand', now: 4 }];
  stock.away = false;
  const refused = await seen(asked[1]!, ({ state }) => state === 'checked');
  stock.outdated = [];
  assert.deepEqual([refused.problem.code, refused.problem.rows[0].now], ['import_outdated', 4]);
  assert.equal((await send('GET', `/api/imports/${asked[0]}`)).body.state, 'applying');
});

test('whoever answers late that it was applied undoes no undo', async () => {
  const tea = await product('Tea', 'Чай');
  goods.set(tea.id, { onHand: 3, reserved: 0, threshold: 5 });
  const { id } = (await check('stock', `id,onHand\n${tea.id},8\n`)).body;
  let answer = () => {};
  stock.late = new Promise<void>((resolve) => (answer = resolve));
  const late = apply(id);
  await seen(id, ({ state }) => state === 'applying');
  stock.late = undefined;
  // Nobody has said anything for long: another asks.
  await sql`update import_progress set at = now() - interval '1 minute' where import = ${id}`;
  await seen(id, ({ state }) => state === 'applied');
  assert.equal((await undo(id)).status, 200);
  answer();
  assert.equal((await late).body.state, 'undone');
});
