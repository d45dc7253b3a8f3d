import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryLog } from '../src/log-memory.ts';
import { type Command, done, fault, type Reply } from '../src/message.ts';
import { createRunner } from '../src/run.ts';
import { anOrder, placeOrder } from './example.ts';
import { FINISH, FORWARD, fakeClock, settle } from './fake-world.ts';

const TAKE_OVER = 1_000;
const BEAT = TAKE_OVER / 5;

/** Several runners on one log, each with a transport and a connection of its own. */
function runners() {
  const clock = fakeClock();
  const log = memoryLog({ now: clock.now, decisions: { confirm: () => done(), cancel: () => done() } });
  const another = (answer: (command: Command) => Reply | Promise<Reply> = () => done({ date: 'd' })) => {
    const leases = log.leases(TAKE_OVER);
    const seen: string[] = [];
    const sent: string[] = [];
    let frozen = false;
    let held: Promise<void> | undefined;
    const runner = createRunner({
      definitions: [placeOrder],
      log,
      leases: {
        ...leases,
        // What a frozen process asks is never answered; what it would send later is what matters here.
        renew: async (id) =>
          frozen ? new Promise(() => {}) : (held?.then(() => leases.renew(id)) ?? leases.renew(id)),
      },
      clock,
      random: () => 1,
      transport: {
        send: async (_service, command) => {
          sent.push(command.type);
          return answer(command);
        },
      },
      observe: {
        ended: (saga) => void seen.push(`ended ${saga.state.ended}`),
        lost: () => void seen.push('lost'),
        lapsed: () => void seen.push('lapsed'),
        takenOver: (_saga, cause) => void seen.push(cause),
      },
    });
    const begin = (id: string) => {
      const [row] = log.insert(
        [{ id, order: `order of ${id}`, definition: placeOrder, data: anOrder }],
        runner.owner(),
      );
      runner.start(row!);
    };
    /** What the leases is asked waits until it is let go. */
    const hold = () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = undefined;
        resolve();
      };
    };
    const freeze = (yes: boolean) => void (frozen = yes);
    return { runner, sent, seen, begin, die: leases.cut, freeze, hold };
  };
  return { clock, log, another };
}

/** A participant that answers when it is told to. */
function late(type: string) {
  let tell = (_reply: Reply) => {};
  const told = new Promise<Reply>((resolve) => (tell = resolve));
  const answer = (command: Command) => (command.type === type ? told : done({ date: 'd' }));
  return { answer, tell: () => tell(done({ date: 'd' })) };
}

const HELD = FORWARD.slice(0, 1);

test('a runner that stops leaves its sagas to another, which goes on with them at its next beat', async () => {
  const { clock, another } = runners();
  const [one, other] = [another(late('payment.hold').answer), another()];
  await one.runner.resume();
  await other.runner.resume();
  one.begin('a');
  await settle();
  await one.runner.stop();
  await clock.pass(BEAT);
  assert.deepEqual(other.seen, ['stopped', 'ended completed']);
  await other.runner.stop();
  assert.equal(clock.timers(), 0);
});

test('a living runner is left alone; a dead one loses its sagas at the next beat of another', async () => {
  const { clock, another } = runners();
  const [one, other] = [another(late('payment.hold').answer), another()];
  await one.runner.resume();
  await other.runner.resume();
  one.begin('a');
  await clock.pass(3 * TAKE_OVER);
  assert.deepEqual([one.seen, other.seen], [[], []]);
  one.die();
  one.freeze(true);
  await clock.pass(BEAT);
  assert.deepEqual(other.seen, ['died', 'ended completed']);
});

test('a frozen runner is taken over after its time, and when it wakes it sends nothing of what it ran', async () => {
  const { clock, another, log } = runners();
  const held = late('payment.hold');
  const [one, other] = [another(held.answer), another()];
  await one.runner.resume();
  await other.runner.resume();
  one.begin('a');
  await settle();
  one.freeze(true);
  await clock.pass(TAKE_OVER - BEAT);
  assert.deepEqual([one.seen, other.seen], [[], []]);
  await clock.pass(3 * TAKE_OVER);
  assert.deepEqual(other.seen, ['frozen', 'ended completed']);
  held.tell();
  await settle();
  assert.deepEqual(
    one.sent.filter((type) => type !== HELD[0]),
    [],
  );
  assert.deepEqual([one.seen.includes('lost'), one.runner.running(), one.runner.owner()], [true, 0, 0]);
  assert.equal([...log.rows.values()][0]!.version, 2);
});

test('a runner whose time is over acts no more, though nobody has evicted it yet', async () => {
  const { clock, another } = runners();
  const held = late('payment.hold');
  const one = another(held.answer);
  await one.runner.resume();
  one.begin('a');
  one.freeze(true);
  await clock.pass(TAKE_OVER);
  held.tell();
  await settle();
  assert.deepEqual(new Set(one.sent), new Set(HELD));
  assert.deepEqual(one.seen, ['lapsed', 'lost']);
  one.begin('b');
  await settle();
  assert.deepEqual(one.seen, ['lapsed', 'lost', 'lost'], 'what it is given now is not its own either');
});

test('a runner that was silent for too long acquires a new lease, and goes on with what nobody runs', async () => {
  const { clock, another, log } = runners();
  const held = late('payment.hold');
  const one = another(held.answer);
  await one.runner.resume();
  const before = one.runner.owner();
  one.begin('a');
  one.freeze(true);
  await clock.pass(TAKE_OVER);
  one.freeze(false);
  held.tell();
  await clock.pass(2 * TAKE_OVER);
  assert.deepEqual(one.seen, ['lapsed', 'lost', 'died', 'ended completed']);
  assert.ok(one.runner.owner() > before);
  assert.equal(log.rows.get('a')?.version, 2);
});

test('a runner that drops its sagas while a renewal of its row is under way acquires a new lease, and goes on at once', async () => {
  const { clock, another } = runners();
  const held = late('payment.hold');
  const one = another(held.answer);
  await one.runner.resume();
  const before = one.runner.owner();
  one.begin('a');
  // Carried out late, a renewal makes the row younger than its runner knows.
  let letGo = one.hold();
  await clock.pass(TAKE_OVER - BEAT / 2);
  letGo();
  await settle();
  letGo = one.hold();
  await clock.pass(2 * BEAT);
  assert.equal(one.runner.owner(), 0);
  assert.deepEqual(one.seen, ['lapsed', 'lost']);
  letGo();
  held.tell();
  await clock.pass(BEAT);
  assert.deepEqual(one.seen, ['lapsed', 'lost', 'died', 'ended completed']);
  assert.ok(one.runner.owner() > before);
});

test('what was written for a runner and never started there is found by it later', async () => {
  const { clock, another, log } = runners();
  const one = another();
  await one.runner.resume();
  log.insert([{ id: 'a', order: 'o', definition: placeOrder, data: anOrder }], one.runner.owner());
  await clock.pass(19_000);
  assert.deepEqual(one.seen, []);
  await clock.pass(2_000);
  assert.deepEqual(one.seen, ['stray', 'ended completed']);
});

test('a saga of a release that knows no owners is taken once it has not been touched for long', async () => {
  const { clock, another, log } = runners();
  log.insert([{ id: 'a', order: 'o', definition: placeOrder, data: anOrder }]);
  log.rows.get('a')!.owner = null;
  const one = another();
  assert.equal(await one.runner.resume(), 0);
  await clock.pass(21_000);
  assert.deepEqual(one.seen, ['ownerless', 'ended completed']);
});

test('a saga of a version that a runner does not have is left to those who have it', async () => {
  const { clock, another, log } = runners();
  log.insert([{ id: 'a', order: 'o', definition: placeOrder, data: anOrder }]);
  log.rows.get('a')!.definitionVersion = 2;
  const one = another();
  assert.equal(await one.runner.resume(), 0);
  await clock.pass(60_000);
  assert.deepEqual([one.seen, log.rows.get('a')!.version], [[], 1]);
  assert.equal(await one.runner.intervene('a', { type: 'retry' }), 'unknown_version');
});

test('a parked saga is tried again by whoever is asked; a second wish finds nothing parked', async () => {
  const { clock, another, log } = runners();
  let broken = true;
  const breaking = (command: Command) =>
    broken && command.type === 'stock.take' ? fault('broken') : done({ date: 'd' });
  const [one, other] = [another(breaking), another(breaking)];
  await one.runner.resume();
  await other.runner.resume();
  one.begin('a');
  await clock.pass(100_000);
  assert.equal(log.rows.get('a')!.status, 'parked');
  assert.equal(await other.runner.intervene('b', { type: 'retry' }), 'not_found');
  broken = false;
  assert.equal(await other.runner.intervene('a', { type: 'retry' }), 'done');
  assert.equal(await one.runner.intervene('a', { type: 'retry' }), 'not_possible');
  await settle();
  assert.deepEqual(other.seen, ['ended completed']);
  assert.deepEqual(other.sent, ['stock.take']);
  assert.deepEqual(one.sent.filter((type) => FINISH.includes(type)).length, FINISH.length + 9);
});

test('a wish that was saved is not lost with the runner that took it', async () => {
  const { clock, another, log } = runners();
  let broken = true;
  const breaking = (command: Command) =>
    broken && command.type === 'stock.take' ? fault('broken') : done({ date: 'd' });
  const [one, other] = [another(breaking), another()];
  await one.runner.resume();
  one.begin('a');
  await clock.pass(100_000);
  broken = false;
  const row = await log.retake({
    saga: 'a',
    runner: 77, // dies before it does anything
    change: ({ state }) => ({
      ...state,
      steps: state.steps.map((step) => ({ ...step, status: 'sent' as const })),
    }),
  });
  assert.equal(row?.owner, 77);
  await other.runner.resume();
  await settle();
  assert.deepEqual(other.seen, ['died', 'ended completed']);
});
