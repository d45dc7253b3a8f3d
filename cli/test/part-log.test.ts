import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '@sagashop/chassis/observe/log';
import { lineOf, logForm } from '../src/split/part-log.ts';

test('a line of a process’s log says itself whose it is, whatever else it writes is told with its name', () => {
  for (const SAGASHOP_LOG of ['json', 'text']) {
    const written: string[] = [];
    const to = { write: (line: string) => void written.push(line) };
    createLog({ LOG_LEVEL: 'warn', SAGASHOP_LOG }, 'payment', to).warn('it happened');
    const [line = ''] = written[0]!.split('\n');
    assert.equal(lineOf('payment', line), line);
  }
  assert.equal(lineOf('payment', 'Segmentation fault'), 'payment: Segmentation fault');
});

test('processes log as they are told, and else as fits whoever reads us', () => {
  assert.deepEqual(logForm({ SAGASHOP_LOG: 'text' }), { SAGASHOP_LOG: 'text' });
  assert.deepEqual(logForm({}), { SAGASHOP_LOG: process.stderr.isTTY ? 'text' : 'json' });
});
