import { sha256 } from './sha256.ts';
import type { Phase } from './state.ts';

/*
 * A saga's trace stands in its row: the `traceparent` of whoever asked for it, null when it is not traced. The ids of
 * its own span and of its steps' are made of the saga's id, so that whoever goes on with it after a crash knows them.
 */

const SPAN = 36; // where the id of the span begins

const withSpan = (trace: string, name: string) => `${trace.slice(0, SPAN)}${sha256(name).slice(0, 16)}-01`;

/** The span of a saga, in a trace. */
export const sagaSpan = (trace: string, saga: string): string => withSpan(trace, saga);

/** The span of a step of a saga or of its undo, in a trace; what its participant does for it belongs there. */
export const stepSpan = (trace: string, saga: string, step: string, phase: Phase): string =>
  withSpan(trace, `${saga}/${step}/${phase}`);
