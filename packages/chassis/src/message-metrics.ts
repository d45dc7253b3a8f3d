import type { Command, Reply } from '@sagashop/saga/message';
import type { Metrics } from './metrics.ts';
import type { Spread } from './series.ts';
import type { Service } from './service.ts';

/**
 * Times each command by its type and the kind of its reply, `none` when it was not answered. A type that the
 * participant does not know is counted as `unknown`, whatever was sent.
 */
export function timedCommands(
  options: { name: string; types: readonly { type: string }[]; metrics: Metrics },
  obey: (command: Command) => Promise<Reply>,
): (command: Command) => Promise<Reply> {
  const { name, metrics } = options;
  const series = (type: string) => ({
    done: metrics.commands(name, type, 'done'),
    refused: metrics.commands(name, type, 'refused'),
    fault: metrics.commands(name, type, 'fault'),
    none: metrics.commands(name, type, 'none'),
  });
  const known = new Map(options.types.map(({ type }) => [type, series(type)]));
  const unknown = series('unknown');
  return async (command) => {
    const since = performance.now();
    let kind: keyof typeof unknown = 'none';
    try {
      const reply = await obey(command);
      kind = reply.kind;
      return reply;
    } finally {
      (known.get(command.type) ?? unknown)[kind].observe((performance.now() - since) / 1000);
    }
  };
}

/** The service, with each answer to another service's question timed. */
export function timedCalls(service: Service, metrics: Metrics): Service {
  const timed = ([name, answer]: [string, Service['calls'][string]]) => {
    const answered = metrics.calls(service.name, name, 'answered');
    const failed = metrics.calls(service.name, name, 'failed');
    const ask: typeof answer = async (question) => {
      const since = performance.now();
      let end: Spread = failed;
      try {
        const given = await answer(question);
        end = answered;
        return given;
      } finally {
        end.observe((performance.now() - since) / 1000);
      }
    };
    return [name, ask];
  };
  return { ...service, calls: Object.fromEntries(Object.entries(service.calls).map(timed)) };
}
