import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda } from '../../src/simulate/agenda.ts';
import { emptyDisk, openBooks } from '../../src/simulate/books.ts';
import { handle } from '../../src/simulate/handle.ts';
import { host } from '../../src/simulate/host.ts';
import { locks } from '../../src/simulate/locks.ts';
import { randomFrom } from '../../src/simulate/random.ts';
import type { Stage } from '../../src/simulate/stage.ts';
import { drawWeather, FAULTS } from '../../src/simulate/weather.ts';
import type { ParticipantPlan } from '../../src/simulate/world.ts';

function stage(): Stage {
  const time = agenda(0);
  const random = randomFrom(1);
  const weather = drawWeather(random, time);
  return {
    agenda: time,
    began: 0,
    random,
    weather,
    tell: undefined,
    clocksAgree: true,
    seen: new Map(),
    written: { batches: 0, commands: 0 },
    failure: undefined,
    meddledAt: 0,
    underway: 0,
    stirred: false,
  };
}

const ENVELOPE = { id: 'i', version: 1, saga: 's', expiresAt: null, trace: null, body: {} };

const play = (time: Stage['agenda']) => {
  while (time.step());
};

test('what is due happens in order of time, and at the same moment in order of entry', () => {
  const time = agenda(1_000);
  const seen: string[] = [];
  const enter = (ms: number, what: string) => time.after(ms, () => seen.push(`${time.now()} ${what}`));
  enter(30, 'c');
  enter(10, 'a');
  const callOff = enter(20, 'never');
  enter(10, 'b');
  time.after(10, () => enter(5, 'later'));
  callOff();
  play(time);
  assert.deepEqual(seen, ['1010 a', '1010 b', '1015 later', '1030 c']);
});

test('a crash ends a life: its timers and what is on its way to it are gone, in the next life too', () => {
  const s = stage();
  const seen: string[] = [];
  const own = host('h', s, () => own.clock(0).after(10, () => seen.push(`timer of life ${own.life}`)));
  own.start();
  const { life } = own;
  s.agenda.after(20, () => own.within(life, () => seen.push('an answer')));
  own.crash();
  own.start();
  play(s.agenda);
  assert.deepEqual(seen, ['timer of life 2']);
});

test('a frozen process does nothing until it wakes, and then all of it, in order', () => {
  const s = stage();
  const seen: string[] = [];
  const own = host('h', s);
  own.start();
  const clock = own.clock(0);
  clock.after(10, () => seen.push(`one at ${clock.now()}`));
  clock.after(20, () => seen.push(`two at ${clock.now()}`));
  own.freeze();
  s.agenda.after(50, own.wake);
  play(s.agenda);
  assert.deepEqual(seen, ['one at 50', 'two at 50']);
});

test('what a participant has written and not flushed is lost with its process', () => {
  const disk = emptyDisk({ tea: 5 });
  const write = (order: string) => {
    const books = openBooks(disk);
    books.enter(order, { state: 'held', took: { tea: 2 }, since: 0 });
    books.take('tea', 2);
    books.acted(order);
    assert.equal(disk.entries.has(order), false, 'nothing is there before it is written');
    books.write();
  };
  write('a');
  disk.flush();
  write('b');
  assert.equal(disk.free.get('tea'), 1);
  disk.lose();
  assert.deepEqual([[...disk.entries.keys()], disk.free.get('tea'), [...disk.acts]], [['a'], 3, [['a', 1]]]);
});

test('whoever wants a locked row waits for it, and learns when the database dies', () => {
  const rows = locks();
  const seen: string[] = [];
  const want = (keys: string[], name: string) =>
    rows.take(
      keys,
      () => seen.push(name),
      () => seen.push(`${name} gone`),
    );
  want(['a', 'b'], 'one');
  want(['b'], 'two');
  want(['c'], 'three');
  rows.free(['a', 'b']);
  want(['b'], 'four');
  rows.clear();
  assert.deepEqual([seen, [...rows.held()]], [['one', 'three', 'two', 'four gone'], []]);
});

test('weather is drawn from the seed, and is fine in the end', () => {
  const drawn = (seed: number) => {
    const time = agenda(0);
    const weather = drawWeather(randomFrom(seed), time);
    const rates = FAULTS.map((fault) => weather.rate(fault));
    time.after(weather.until, () => {});
    time.step();
    return { rates, fine: FAULTS.every((fault) => weather.rate(fault) === 0 && !weather.strikes(fault)) };
  };
  assert.deepEqual(drawn(5), drawn(5));
  assert.notDeepEqual(drawn(5).rates, drawn(6).rates);
  for (let seed = 1; seed <= 20; seed++) assert.ok(drawn(seed).fine);
});

test('what a participant holds of an order are things of their own: undone, overtaken and counted apart', () => {
  const plan: ParticipantPlan = {
    service: 'bank',
    verbs: {
      'bank.hold': { does: 'hold', needs: () => ({ money: 5 }), refusal: 'poor' },
      'bank.release': { does: 'undo' },
      'bank.claim': { does: 'hold', of: 'allowance', needs: () => ({ orders: 1 }), refusal: 'too_many' },
      'bank.free': { does: 'undo', of: 'allowance' },
    },
  };
  const books = openBooks(emptyDisk({ money: 10, orders: 1 }));
  const send = (type: string, order: string) => handle(books, plan, { ...ENVELOPE, type, order }, 0);
  const answers = [
    send('bank.free', 'early'),
    send('bank.hold', 'early'),
    send('bank.claim', 'early'),
    send('bank.claim', 'other'),
    send('bank.claim', 'third'),
    send('bank.release', 'other'),
    send('bank.free', 'other'),
  ];
  assert.deepEqual(
    answers.map((reply) => (reply.kind === 'refused' ? reply.code : reply.kind)),
    ['done', 'done', 'undone', 'done', 'too_many', 'done', 'done'],
  );
  assert.deepEqual([books.free('money'), books.free('orders')], [5, 1]);
});
