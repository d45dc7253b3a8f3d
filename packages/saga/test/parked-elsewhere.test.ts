import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryLog } from '../src/log-memory.ts';
import { done, fault } from '../src/message.ts';
import { createRunner } from '../src/run.ts';
import { anOrder, placeOrder } from './example.ts';
import { fakeClock, settle } from './fake-world.ts';

test('a runner lets go of a parked saga that was retried elsewhere, though nothing else of it is due', async () => {
  const clock = fakeClock();
  const log = memoryLog({ now: clock.now, decisions: { confirm: () => done() } });
  let broken = true;
  const send = async (_service: string, { type }: { type: string }) =>
    type === 'payment.capture' && broken ? fault('broken') : done({ date: 'd' });
  const runner = () => {
    const settings = { faults: 1, maxBackOff: 1_000 };
    return createRunner({ definitions: [placeOrder], log, transport: { send }, clock, settings });
  };
  const [one, other] = [runner(), runner()];
  const [row] = log.insert([{ id: 'a', order: 'o', definition: placeOrder, data: anOrder }]);
  one.start(row!);
  await clock.pass(500);
  assert.deepEqual([log.rows.get('a')!.status, one.running()], ['parked', 1]);
  broken = false;
  assert.equal(await other.retry('a'), 'retried');
  await settle();
  assert.deepEqual([log.rows.get('a')!.status, other.running()], ['ended', 0]);
  await clock.pass(1_500);
  assert.equal(one.running(), 0);
  await Promise.all([one.stop(), other.stop()]);
  assert.equal(clock.timers(), 0);
});
