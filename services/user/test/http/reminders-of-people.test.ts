import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { deleteOldReminders } from '../../src/store/due-reminders.ts';
import { reminderWorld } from '../reminder-world.ts';

const world = await reminderWorld();
const { sql, post } = world;
const confirm = (token: string) => post(`/api/reminders/confirmations/${token}`, {});
const fresh = () => `reader-${newId()}@example.test`;
const waiting = async (id: string) =>
  Number(
    (await sql`select count(*) from reminders where stocked_id = ${id} and state = 'waiting'`)[0]!['count'],
  );

test('a guest is asked first, and is not forgotten while they wait; with another address they wait no more', async () => {
  const email = fresh();
  const guest = (await post('/api/guests', { email, firstName: 'Gus' })).json();
  const own = as(guest.user.id, { username: '' });
  const thing = world.thing();
  assert.equal((await world.ask(thing, own)).json().state, 'asked');
  const [asked] = await world.sent('confirm_reminder', email);
  await confirm(asked.token);
  assert.equal(await waiting(thing.id), 1);
  await sql`update users set email = ${`b-${email}`}, email_key = ${`b-${email}`} where id = ${guest.user.id}`;
  assert.equal(await waiting(thing.id), 0);
});

test('a member’s reminders follow their address, and go with them, with those of the address that is theirs', async () => {
  const { own, email, id } = await world.member();
  const [thing, typed] = [world.thing(), world.thing()];
  await world.ask(thing, own);
  const fresh = `new-${email}`;
  await world.ask(typed, {}, { email: fresh });
  const [asked] = await world.sent('confirm_reminder', fresh);
  await confirm(asked.token);
  await sql`update users set email = ${fresh}, email_key = ${fresh} where id = ${id}`;
  await sql`update users set email_verified_at = now() where id = ${id}`;
  thing.pieces = 1;
  await world.turn();
  assert.equal((await world.sent('back_in_stock', fresh)).length, 1);
  await sql`delete from users where id = ${id}`;
  const left = await sql`select id from reminders where user_id = ${id} or email_key = ${fresh}`;
  assert.deepEqual([...left], []);
});

test('what nobody has confirmed, what was told long ago and what was waited for in vain is deleted', async () => {
  const { own } = await world.member();
  await world.ask(world.thing(), own);
  await world.ask(world.thing(), {}, { email: fresh() });
  await world.later('2 years');
  await deleteOldReminders(sql, 500);
  assert.deepEqual([...(await sql`select id from reminders`)], []);
});

test('the audit names whoever was told and has no mail', async () => {
  const { own } = await world.member();
  const thing = world.thing();
  await world.ask(thing, own);
  thing.pieces = 1;
  await world.turn();
  await world.emptied();
  const check = async () => {
    const question = { limit: 10, checks: true } as never;
    const { checks } = (await world.service.calls['audit']!(question)) as {
      checks: { name: string; failures: string[] }[];
    };
    return checks.find(({ name }) => name.startsWith('everybody who was told'))!.failures;
  };
  const [{ id }] = (await sql`select id from reminders where stocked_id = ${thing.id}`) as [{ id: string }];
  assert.deepEqual(await check(), [id]);
  world.mailed.add(id);
  assert.deepEqual(await check(), []);
});
