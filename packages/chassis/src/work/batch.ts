import { batchSpans } from '../observe/batch-spans.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Trace } from '../observe/trace-context.ts';
import { RunAgain } from '../postgres/run-again.ts';
import { causedByRow } from '../postgres/sql-state.ts';

export interface BatchOptions<I, O> {
  /** Its name in the metrics: `payment.commands`. */
  name: string;
  /** Handles all items together and answers one output per item, in the same order; `trace` is the batch's own. */
  run(items: I[], trace: Trace): Promise<O[]>;
  metrics?: Metrics;
  /** The most items in one batch. */
  max?: number;
  /** How many batches may be under way at once: 1 where their order matters or they lock rows. */
  lanes?: number;
  /** How often a batch is repeated after a passing error before all its items are rejected with it. */
  repeats?: number;
  /** Where an item that is traced belongs. Asked only while this process traces. */
  traceOf?(item: I): Trace;
  /** Who says so in traces: the service that stands before the dot of its name, unless it is another. */
  tracedAs?: string;
}

interface Waiting<I, O> {
  item: I;
  since: number;
  resolve(output: O): void;
  reject(error: unknown): void;
}

const FIRST_PAUSE = 5; // ms, doubled with each repeat, half of it random

/**
 * A batch that forms itself (the group commit of databases): while one is being handled, whatever arrives makes the next one. Alone at low
 * load, so nothing waits for company; hundreds together at high load, so each costs little.
 *
 * When a batch fails: an error that a row caused (SQLSTATE 22, 23) splits it in halves until the item that
 * breaks it is alone and is rejected by itself; any other error repeats the whole batch with back-off.
 */
export function batcher<I, O>(options: BatchOptions<I, O>): (item: I) => Promise<O> {
  const { max = 500, lanes = 1 } = options;
  let queue: Waiting<I, O>[] = [];
  let busy = 0;
  const measured = seriesOf(options);

  const work = async () => {
    while (queue.length > 0) {
      const batch = queue.length <= max ? queue : queue.slice(0, max);
      queue = batch === queue ? [] : queue.slice(max);
      const began = performance.now();
      measured?.size.observe(batch.length);
      measured?.wait.observe((began - batch[0]!.since) / 1000);
      const spans = batchSpans(options, batch);
      await settle(options, batch, spans?.trace ?? null);
      spans?.end();
      measured?.duration.observe((performance.now() - began) / 1000);
    }
    busy -= 1;
  };

  return (item) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ item, since: performance.now(), resolve, reject });
      if (busy < lanes) {
        busy += 1;
        // Not at once: requests that the same turn of the event loop has read shall go together.
        setImmediate(work);
      }
    });
}

async function settle<I, O>(
  options: BatchOptions<I, O>,
  batch: Waiting<I, O>[],
  trace: Trace,
): Promise<void> {
  const items = batch.map((waiting) => waiting.item);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const outputs = await options.run(items, trace);
      for (const [index, waiting] of batch.entries()) waiting.resolve(outputs[index]!);
      return;
    } catch (error) {
      if (causedByRow(error)) {
        if (batch.length === 1) return batch[0]!.reject(error);
        countRepeat(options, 'split');
        const middle = batch.length >> 1;
        await settle(options, batch.slice(0, middle), trace);
        return settle(options, batch.slice(middle), trace);
      }
      if (attempt >= (options.repeats ?? 6)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      countRepeat(options, 'repeat');
      if (!(error instanceof RunAgain)) await pause(FIRST_PAUSE * 2 ** attempt);
    }
  }
}

interface Named {
  name: string;
  metrics?: Metrics;
}

/** The service is what stands before the dot in a batch's name. */
function labelsOf({ name }: Named): [service: string, batch: string] {
  return [name.split('.', 1)[0]!, name];
}

function seriesOf(batch: Named) {
  const { metrics } = batch;
  if (!metrics) return undefined;
  const labels = labelsOf(batch);
  return {
    size: metrics.batchSize(...labels),
    wait: metrics.batchWait(...labels),
    duration: metrics.batchDuration(...labels),
  };
}

function countRepeat(batch: Named, why: 'split' | 'repeat'): void {
  batch.metrics?.batchRepeats(...labelsOf(batch), why).inc();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms / 2 + Math.random() * (ms / 2)));
}
