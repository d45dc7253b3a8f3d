import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, fault } from '../src/message.ts';
import { settle, world } from './fake-world.ts';

test('a runner lets go of a parked saga that was retried elsewhere, though nothing else of it is due', async () => {
  let broken = true;
  const capture = () => (broken ? fault('broken') : done());
  const { clock, log, runner, another, begin } = world({
    participants: { 'payment.capture': capture },
    settings: { faults: 1, maxBackOff: 1_000 },
  });
  const other = another();
  const id = begin();
  await clock.pass(500);
  assert.deepEqual([log.rows.get(id)!.status, runner.running()], ['parked', 1]);
  broken = false;
  assert.equal(await other.intervene(id, { type: 'retry' }), 'done');
  await settle();
  assert.deepEqual([log.rows.get(id)!.status, other.running()], ['ended', 0]);
  await clock.pass(1_500);
  assert.equal(runner.running(), 0);
  await Promise.all([runner.stop(), other.stop()]);
  assert.equal(clock.timers(), 0);
});
