import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, momentsOf, sagasAt } from '../app/inside/replay.ts';
import type { DrawnStep, Line, OneSaga } from '../app/inside/saga-types.ts';

const at = (ms: number) => new Date(Date.UTC(2030, 4, 1) + ms).toISOString();

function line(
  key: Line['key'],
  phase: Line['phase'],
  from: number,
  to: number | null,
  status = 'done',
): Line {
  const times = { startedAt: at(from), endedAt: to === null ? null : at(to) };
  const rest = { saga: 'place-order', name: key!, attempts: 1, reply: null, state: 'done' } as const;
  return { ...rest, ...times, sagaId: 's', key: key!, phase, status };
}

const step = (key: string): DrawnStep => ({ key, say: key, service: 'x', state: 'done' });
const saga: OneSaga = {
  ...{ id: 's', definition: 'place-order', version: 1, state: 'ended', outcome: 'refused' },
  ...{ startedAt: at(0), deadline: at(90_000), endedAt: at(60) },
  drawing: {
    ...{ name: 'place-order', version: 1 },
    stages: [[step('hold-money')], [step('reserve-goods')], [step('confirm')]],
    refused: [[step('cancel')]],
  },
};
const steps = [
  line('hold-money', 'do', 0, 10),
  line('reserve-goods', 'do', 10, 20, 'refused'),
  line('hold-money', 'undo', 20, 30),
  line('cancel', 'do', 30, 60),
];

/** How all steps stood so many ms after the beginning, those of which nothing is shown left out. */
function shown(ms: number): Record<string, string> {
  const drawing = sagasAt({ sagas: [saga], steps }, at(ms))[0]?.drawing;
  const all = drawing ? [...drawing.stages, ...drawing.refused].flat() : [];
  return Object.fromEntries(all.flatMap(({ key, state }) => (state ? [[key, state]] : [])));
}

test('what was recorded is played moment by moment: forward, back, and to the end', () => {
  assert.deepEqual(momentsOf({ steps }), [0, 10, 20, 30, 60].map(at));
  assert.deepEqual(shown(-1), {});
  assert.deepEqual(shown(0), { 'hold-money': 'running', 'reserve-goods': 'to_come', confirm: 'to_come' });
  assert.deepEqual(shown(10), { 'hold-money': 'done', 'reserve-goods': 'running', confirm: 'to_come' });
  assert.deepEqual(shown(20), { 'hold-money': 'undoing', 'reserve-goods': 'refused', cancel: 'to_come' });
  assert.deepEqual(shown(60), { 'hold-money': 'undone', 'reserve-goods': 'refused', cancel: 'done' });
});

test('the lines of a step are those of its own saga', () => {
  const other = { ...line('hold-money', 'do', 0, 1), sagaId: 't' };
  const { does, undoes } = linesOf([other, ...steps], saga, 'hold-money');
  assert.deepEqual([does?.sagaId, undoes?.phase], ['s', 'undo']);
});
