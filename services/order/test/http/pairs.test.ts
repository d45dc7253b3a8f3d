import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import fc from 'fast-check';
import { orderService, tea } from '../order-world.ts';
import { pairs as many } from './pairs.ts';

const shop = await orderService();

type Act = { kind: 'refund'; amount: number } | { kind: 'cancel' } | { kind: 'note' };

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ kind: fc.constant('cancel' as const) }),
  fc.record({ kind: fc.constant('note' as const) }),
);

async function ask(method: 'GET' | 'POST', path: string, payload?: object, roles = ['clerk']) {
  const headers = { ...as(randomUUID(), { roles }), 'idempotency-key': randomUUID() };
  const url = `/api/orders${path}`;
  const answer = await shop.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}

/** What a page sends of somebody who saw the order when nothing had gone back. */
function done(order: string, act: Act) {
  const was = { refunded: 0 };
  if (act.kind === 'note') return ask('POST', `/${order}/notes`, { text: 'Rang' });
  if (act.kind === 'cancel') return ask('POST', `/${order}/cancellation`, { reason: 'Broken', was });
  return ask('POST', `/${order}/refunds`, { amount: act.amount, reason: 'A dent', was });
}

type Answer = Awaited<ReturnType<typeof done>>;
const isDone = ({ status }: Answer) => status < 300;

/** That nothing of two acts is lost or done halfway, and that neither was refused for what did not happen. */
async function agree(order: string, both: readonly [Act, Answer][]): Promise<void> {
  const { body: now } = await ask('GET', `/${order}`);
  const notes = await ask('GET', `/${order}/notes`);
  const well = both.filter(([, answer]) => isDone(answer));
  const of = (kind: Act['kind']) => well.filter(([act]) => act.kind === kind);
  const sum = of('refund').reduce((all, [act]) => all + (act.kind === 'refund' ? act.amount : 0), 0);
  const granted = now.refunds.filter(({ kind }: { kind: string }) => kind === 'granted');
  const back = granted.reduce(
    (all: number, one: { amount: { amount: number } }) => all + one.amount.amount,
    0,
  );
  assert.deepEqual([back, notes.body.items.length], [sum, of('note').length]);
  assert.equal(now.status, of('cancel').length > 0 ? 'cancelled' : 'confirmed');
  for (const [at, [act, answer]] of both.entries()) {
    if (isDone(answer)) continue;
    const [other, told] = both[1 - at]!;
    const { code } = answer.body;
    if (code === 'edit_conflict') assert.ok(other.kind === 'refund' && isDone(told), 'a false conflict');
    else assert.ok(code === 'more_than_captured' && act.kind === 'refund', code);
    // Of an order that is cancelled nothing is left.
    if (code === 'more_than_captured')
      assert.ok(act.kind === 'refund' && (act.amount > 500 || (other.kind === 'cancel' && isDone(told))));
  }
  // Of two who saw the same and give money back, one alone does.
  assert.ok(of('refund').length < 2);
}

test('of any two acts of two clerks upon one order nothing is lost, and no conflict is false', async () => {
  const pairs = fc.record({ first: acts, second: acts, together: fc.boolean() });
  const draw = fc.asyncProperty(pairs, async ({ first, second, together }) => {
    const { body } = await ask('POST', '', { lines: [{ productId: tea.id, quantity: 2 }] }, []);
    const id = body.id as string;
    const one = done(id, first);
    if (!together) await one;
    const answers = await Promise.all([one, done(id, second)]);
    await agree(id, [
      [first, answers[0]],
      [second, answers[1]],
    ]);
  });
  await fc.assert(draw, { numRuns: many.runs });
});
