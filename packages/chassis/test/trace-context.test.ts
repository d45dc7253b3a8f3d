import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childOf, newSpan, parseTraceparent, traceIdOf, unsampled } from '../src/observe/trace-context.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';

test('a traceparent is read, sampled or not, also one of a later version that says more', () => {
  const read = { traceId: trace, spanId: span };
  assert.deepEqual(parseTraceparent(`00-${trace}-${span}-01`), { ...read, sampled: true });
  assert.deepEqual(parseTraceparent(`00-${trace}-${span}-00`), { ...read, sampled: false });
  assert.deepEqual(parseTraceparent(`00-${trace}-${span}-fe`), { ...read, sampled: false });
  assert.deepEqual(parseTraceparent(`cc-${trace}-${span}-03-what-comes-later`), { ...read, sampled: true });
  assert.equal(traceIdOf(`00-${trace}-${span}-00`), trace);
});

test('what is no traceparent says nothing', () => {
  const none = [
    undefined,
    null,
    7,
    '',
    [`00-${trace}-${span}-01`],
    `00-${trace}-${span}`,
    `00-${trace}-${span}-1`,
    `00-${trace}-${span}-01-more`,
    `ff-${trace}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    ` 00-${trace}-${span}-01`,
    `00-${trace}-${span}-01\n`,
    `cc-${trace}-${span}-01-${'a'.repeat(200)}`,
  ];
  for (const header of none) {
    assert.equal(parseTraceparent(header), undefined, String(header));
    assert.equal(traceIdOf(header), undefined);
    assert.equal(unsampled(header), undefined);
  }
});

test('a new span is sampled and its own, in a new trace or in one that is there', () => {
  const first = newSpan();
  const child = childOf(first);
  const other = newSpan(trace);
  for (const text of [first, child, other]) assert.equal(parseTraceparent(text)?.sampled, true);
  assert.equal(traceIdOf(child), traceIdOf(first));
  assert.equal(traceIdOf(other), trace);
  assert.equal(new Set([first, child, newSpan(), childOf(first)]).size, 4);
});

test('a trace is handed on without being recorded', () => {
  assert.equal(unsampled(`00-${trace}-${span}-01`), `00-${trace}-${span}-00`);
});
