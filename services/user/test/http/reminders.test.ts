import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { reminderWorld } from '../reminder-world.ts';

const world = await reminderWorld();
const { sql, post, app } = world;
const confirm = (token: string) => post(`/api/reminders/confirmations/${token}`, {});
const end = (token: string) => post(`/api/reminders/endings/${token}`, {});
const fresh = () => `reader-${newId()}@example.test`;
const waiting = async (id: string) =>
  Number(
    (await sql`select count(*) from reminders where stocked_id = ${id} and state = 'waiting'`)[0]!['count'],
  );

test('a member waits by one press, however often, and is told once when it is there', async () => {
  const { own, email } = await world.member({ firstName: 'Ann' });
  const thing = world.thing();
  const answers = await Promise.all([world.ask(thing, own), world.ask(thing, own), world.ask(thing, own)]);
  assert.deepEqual(
    answers.map(({ statusCode, body }) => [statusCode, body]),
    Array(3).fill([202, '{"state":"waiting"}']),
  );
  assert.equal(await waiting(thing.id), 1);
  await world.turn();
  assert.deepEqual(await world.sent('back_in_stock', email), [], 'there is none yet');
  thing.pieces = 1;
  await Promise.all([world.turn(), world.turn()]);
  await world.turn();
  const [mail, ...more] = await world.sent('back_in_stock', email);
  assert.deepEqual(more, []);
  assert.equal(mail.name, 'Ann');
  assert.deepEqual(mail.goods.path, `/p/${thing.id}`);
  assert.match(mail.goods.name.ru, /^Лампа/);
  thing.pieces = 0;
  assert.equal((await world.ask(thing, own)).statusCode, 202, 'asked again, one waits again');
  assert.equal(await waiting(thing.id), 1);
});

test('stock says that it is there, and whoever waits is told at once', async () => {
  const { own, email } = await world.member();
  const thing = world.thing();
  await world.ask(thing, own);
  thing.pieces = 7;
  const events = [{ product: thing.id, availability: 'in_stock', sequence: 1 }];
  await world.service.subscribes!['stock.availability_changed']!(events as never);
  while ((await waiting(thing.id)) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal((await world.sent('back_in_stock', email)).length, 1);
});

test('an address is asked by mail first, in its language, and waits when it says so, once', async () => {
  const email = fresh();
  const thing = world.thing();
  const answer = await world.ask(thing, { 'accept-language': 'ru' }, { email });
  assert.equal(answer.body, '{"state":"asked"}');
  assert.equal(await waiting(thing.id), 0);
  await world.ask(thing, {}, { email: email.toUpperCase() });
  const [mail, ...others] = await world.sent('confirm_reminder', email.toUpperCase());
  assert.deepEqual([others, await world.sent('confirm_reminder', email)], [[], []], 'the later one counts');
  const codes = await Promise.all([confirm(mail.token), confirm(mail.token)]);
  assert.deepEqual(codes.map(({ statusCode }) => statusCode).sort(), [200, 410]);
  assert.equal(codes.find(({ statusCode }) => statusCode === 200)!.json().productId, thing.id);
  assert.equal(await waiting(thing.id), 1);
  thing.pieces = 1;
  await world.turn();
  assert.equal((await world.sent('back_in_stock', email.toUpperCase())).length, 1);
});

test('nobody is told whether an address is a member’s, and beyond a few an hour it is asked no more', async () => {
  const { email } = await world.member();
  const stranger = fresh();
  const known = await world.ask(world.thing(), {}, { email });
  const unknown = await world.ask(world.thing(), {}, { email: stranger });
  assert.deepEqual([known.statusCode, known.body], [unknown.statusCode, unknown.body]);
  for (let more = 0; more < 8; more++)
    assert.equal((await world.ask(world.thing(), {}, { email: stranger })).statusCode, 202);
  assert.equal((await world.sent('confirm_reminder', stranger)).length, 5);
});

test('an address that waits as a member’s and as typed is told once', async () => {
  const { own, email } = await world.member();
  const thing = world.thing();
  await world.ask(thing, {}, { email });
  const [asked] = await world.sent('confirm_reminder', email);
  await world.ask(thing, own);
  assert.equal((await confirm(asked.token)).statusCode, 200);
  assert.equal(await waiting(thing.id), 1);
  await world.turn();
});

test('a few are told for each piece, those who have waited longest first, and the rest later if there is something left', async () => {
  const thing = world.thing();
  const people = [];
  for (let more = 0; more < 8; more++) people.push(await world.member());
  for (const { own } of people) await world.ask(thing, own);
  thing.pieces = 2;
  await Promise.all([world.turn(), world.turn()]);
  assert.equal(await waiting(thing.id), 2);
  const left = await sql`select user_id from reminders where stocked_id = ${thing.id} and state = 'waiting'`;
  assert.deepEqual(
    left.map(({ userId }) => userId).sort(),
    people
      .slice(6)
      .map(({ id }) => id)
      .sort(),
  );
  await world.turn();
  assert.equal(await waiting(thing.id), 2, 'not before the first have had time to buy');
  thing.pieces = 0;
  await world.later('31 minutes');
  await world.turn();
  assert.equal(await waiting(thing.id), 2, 'nothing is left');
  thing.pieces = 1;
  await world.turn();
  assert.equal(await waiting(thing.id), 0);
});

test('what is hidden or gone again before its mail leaves is not told, and waits; for what is archived nobody waits', async () => {
  const { own, email } = await world.member();
  const thing = world.thing();
  await world.ask(thing, own);
  thing.pieces = 1;
  thing.is = 'hidden';
  await world.turn();
  assert.equal(await waiting(thing.id), 1, 'hidden');
  thing.is = 'sold';
  await world.turn();
  assert.equal(await waiting(thing.id), 0);
  thing.pieces = 0;
  assert.deepEqual(await world.sent('back_in_stock', email), [], 'gone again');
  assert.equal(await waiting(thing.id), 1);
  thing.pieces = 1;
  await world.turn();
  assert.equal((await world.sent('back_in_stock', email)).length, 1);
  for (const gone of ['archived', 'gone'] as const) {
    const other = world.thing();
    await world.ask(other, own);
    other.is = gone;
    await world.turn();
    assert.equal(await waiting(other.id), 0, gone);
  }
  assert.equal((await world.sent('back_in_stock', email)).length, 1, 'nobody is told of what never comes');
});

test('while catalog and stock are away nobody is told and nothing is lost', async () => {
  const { own } = await world.member();
  const thing = world.thing();
  await world.ask(thing, own);
  thing.pieces = 1;
  await world.whileAway(() => assert.rejects(world.turn()));
  assert.equal(await waiting(thing.id), 1);
  await world.turn();
  assert.equal(await waiting(thing.id), 0);
  const [{ id }] = (await sql`select id from reminders where stocked_id = ${thing.id}`) as [{ id: string }];
  const letters = [
    { id, kind: 'back_in_stock' },
    { id: newId(), kind: 'reset_password' },
  ];
  await world.whileAway(async () => {
    const answer = await world.service.calls['mail-recipients']!({ letters, sending: true } as never);
    assert.deepEqual(answer, { recipients: [null, null], later: [id] });
  });
  assert.equal(await waiting(thing.id), 0, 'its mail waits instead');
});

test('the link in the mail ends all that its address waits for, and can be pressed twice', async () => {
  const { own, email } = await world.member();
  const [one, other] = [world.thing(), world.thing()];
  await world.ask(one, own);
  await world.ask(other, own);
  one.pieces = 1;
  await world.turn();
  const [mail] = await world.sent('back_in_stock', email);
  assert.deepEqual([(await end(mail.token)).statusCode, (await end(mail.token)).statusCode], [204, 204]);
  assert.equal(await waiting(other.id), 0);
  for (const token of ['x', mail.token.slice(1), `${mail.token}A`, 'a'.repeat(200), '%00'])
    assert.equal((await end(token)).statusCode, 410, token);
  assert.equal((await confirm(mail.token)).statusCode, 410, 'it is a link of another kind');
});

test('what is there, not for sale or one of several is refused, and so is nonsense', async () => {
  const { own } = await world.member();
  const there = world.thing();
  there.pieces = 1;
  assert.equal((await world.ask(there, own)).json().code, 'in_stock');
  assert.equal((await post('/api/reminders', { productId: newId() }, own)).json().code, 'not_found');
  const product = newId();
  const [one] = [world.thing(product), world.thing(product)];
  assert.equal((await post('/api/reminders', { productId: product }, own)).json().code, 'variant_missing');
  assert.equal(
    (await post('/api/reminders', { productId: product, variantId: newId() }, own)).statusCode,
    422,
  );
  assert.equal((await world.ask(one!, own)).statusCode, 202);
  assert.equal(
    (await post('/api/reminders', { productId: one!.id, variantId: one!.id }, own)).statusCode,
    202,
  );
  assert.equal(await waiting(one!.id), 1);
  assert.equal((await world.ask(there, {})).json().code, 'not_signed_in');
  for (const body of [
    {},
    { productId: 'x' },
    { productId: [newId()] },
    { productId: newId(), email: 'no address' },
    { productId: newId(), email: `a\u0000@example.test` },
    { productId: newId(), email: `${'a'.repeat(100_000)}@example.test` },
    { productId: newId(), more: 1 },
  ])
    assert.equal(
      (await post('/api/reminders', body, own)).statusCode,
      422,
      JSON.stringify(body).slice(0, 80),
    );
});

test('people see what they wait for and let it go; nobody else does', async () => {
  const [{ own }, { own: other }] = [await world.member(), await world.member()];
  const thing = world.thing();
  await world.ask(thing, own);
  const [mine] = await world.own(own, `?productId=${thing.id}`);
  assert.deepEqual(await world.own(other), []);
  assert.equal((await world.own(own, `?productId=${newId()}`)).length, 0);
  const drop = (headers: Record<string, string>) =>
    app.inject({ method: 'DELETE', url: `/api/reminders/${mine!.id}`, headers });
  assert.deepEqual([(await drop(other)).statusCode, (await drop(own)).statusCode], [404, 204]);
  assert.equal(await waiting(thing.id), 0);
});

test('nobody waits for more than a hundred things', async () => {
  const { own, id, email } = await world.member();
  await sql`
    insert into reminders (id, stocked_id, product_id, user_id, email_key, language, state)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${id}, ${email}, 'en', 'waiting'
    from generate_series(1, 99)`;
  assert.equal((await world.ask(world.thing(), own)).statusCode, 202);
  assert.equal((await world.ask(world.thing(), own)).json().code, 'too_many_reminders');
  await sql`delete from reminders where user_id = ${id}`;
});

test('staff see how many wait', async () => {
  const { own } = await world.member();
  const thing = world.thing();
  await world.ask(thing, own);
  const counts = (headers: Record<string, string>, ids: string) =>
    app.inject({ url: `/api/reminders/counts?ids=${ids}`, headers });
  const packer = as(newId(), { roles: ['packer'] });
  const nobody = newId();
  assert.deepEqual((await counts(packer, `${thing.id},${nobody}`)).json().items, [
    { id: thing.id, waiting: 1 },
    { id: nobody, waiting: 0 },
  ]);
  assert.equal((await counts(own, thing.id)).statusCode, 403);
  for (const ids of ['', 'x', '-'.repeat(36), `${thing.id},`, `${thing.id},-`])
    assert.equal((await counts(packer, ids)).statusCode, 422, ids);
});
