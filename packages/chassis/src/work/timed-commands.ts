import type { Command, Reply } from '@sagashop/saga/message';
import type { Counter } from '../observe/instruments.ts';
import type { Metrics } from '../observe/metrics.ts';
import { childOf } from '../observe/trace-context.ts';
import { isTracing, record, type Span, wallTime } from '../observe/tracing.ts';

/**
 * Times each command by its type and the kind of its reply, `none` when it was not answered. A type that the
 * participant does not know is counted as `unknown`, whatever was sent. One that is traced is a span of its own.
 */
export function timedCommands(
  options: { name: string; types: readonly { type: string }[]; metrics: Metrics },
  handle: (command: Command) => Promise<Reply>,
): (command: Command) => Promise<Reply> {
  const { name, metrics } = options;
  const series = (type: string) => {
    const [times, replies] = [metrics.commandTimes(name, type), new Map<string, Counter>()];
    return (kind: string, since: number): void => {
      const found = replies.get(kind) ?? metrics.commands(name, type, kind);
      replies.set(kind, found);
      found.inc();
      times.observe((performance.now() - since) / 1000);
    };
  };
  const known = new Map(options.types.map(({ type }) => [type, series(type)]));
  const unknown = series('unknown');
  return async (command) => {
    const since = performance.now();
    const span = spanOf(command, name, known.has(command.type));
    let reply: Reply | undefined;
    try {
      reply = await handle(span ? { ...command, trace: span.trace } : command);
      return reply;
    } finally {
      const kind = reply?.kind ?? 'none';
      (known.get(command.type) ?? unknown)(kind, since);
      if (span) recordCommand(span, since, reply);
    }
  };
}

/** The span of a command that is traced, before anybody knows what becomes of it. */
function spanOf({ trace, type, order }: Command, service: string, known: boolean): Span | undefined {
  if (trace === null || !isTracing()) return undefined;
  const name = known ? type : 'unknown';
  const attributes = { 'sagashop.order': order };
  return {
    service,
    name,
    kind: 'consumer',
    trace: childOf(trace),
    parent: trace,
    start: 0,
    end: 0,
    attributes,
  };
}

/** A refusal is an answer like another, and no error. */
function recordCommand(span: Span, since: number, reply: Reply | undefined): void {
  span.start = wallTime(since);
  span.end = wallTime(performance.now());
  span.attributes = { ...span.attributes, 'sagashop.reply': reply?.kind ?? 'none' };
  if (reply?.kind === 'refused') span.attributes['sagashop.refused'] = reply.code;
  if (!reply || reply.kind === 'fault') span.failed = reply?.kind ?? 'none';
  record(span);
}
