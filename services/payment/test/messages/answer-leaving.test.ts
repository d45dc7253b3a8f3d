import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { newDatabase, opened } from '../opened.ts';

const payment = await opened(await newDatabase());
const call = (name: string, question: object) => payment.service.calls[name]!(question as never);

test('whoever has had money is needed, and neither who never had nor whose account was closed', async () => {
  const [rich, gone, nobody] = [randomUUID(), randomUUID(), randomUUID()];
  assert.equal((await payment.deposit(rich, { amount: 5 })).statusCode, 201);
  assert.deepEqual(await call('close-user', { user: gone, run: newId() }), { refused: null });
  assert.deepEqual(await call('close-user', { user: rich, run: newId() }), { refused: 'money_left' });
  const users = [nobody, rich, gone];
  assert.deepEqual(await call('needed-users', { users }), { needed: [false, true, false] });
});
