import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { newDatabase, opened } from '../opened.ts';

const [courier, customer] = [newId(), newId()];
const ask = async (_call: unknown, { users }: { users: string[] }) => ({
  roles: users.map((user) => (user === courier ? ['courier'] : user === customer ? [] : null)),
});
const delivery = await opened(await newDatabase(), { ask: ask as never });
after(() => delivery.service.stop());

const patch = async (id: string, payload: object) => {
  const url = `/api/couriers/${id}`;
  const answer = await delivery.app.inject({ method: 'PATCH', url, headers: delivery.headers, payload });
  return [answer.statusCode, answer.json()] as const;
};

test('a courier is one user with that role, who is no other courier; and nobody again', async () => {
  const [ann, bob] = (await delivery.couriers(1, 1)) as [string, string];
  for (const userId of [customer, newId()]) {
    const [status, { code }] = await patch(ann, { userId });
    assert.deepEqual([status, code], [422, 'not_a_courier']);
  }
  assert.equal((await patch(ann, { userId: courier }))[1].userId, courier);
  assert.equal((await patch(ann, { userId: courier, dailyCapacity: 2 }))[0], 200, 'they are it already');
  const [status, { code }] = await patch(bob, { userId: courier });
  assert.deepEqual([status, code], [409, 'courier_taken']);
  assert.equal((await patch(ann, { userId: null }))[1].userId, null);
  assert.equal((await patch(bob, { userId: courier }))[0], 200);
});

test('who is hired or changed stands in the audit log, without the name', async () => {
  const [ann] = (await delivery.couriers(3)) as [string];
  await patch(ann, { name: 'Ann', dailyCapacity: 4 });
  const question = { subject: `courier:${ann}`, limit: 10 };
  const { entries } = (await delivery.service.calls['audit-log']!(question as never)) as {
    entries: { action: string; before: object; after: object }[];
  };
  assert.deepEqual(
    entries.map(({ action, before, after: now }) => [action, before, now]),
    [
      ['courier.change', { name: '…', dailyCapacity: 3 }, { name: '…', dailyCapacity: 4 }],
      ['courier.hire', {}, { name: '…', dailyCapacity: 3 }],
    ],
  );
});
