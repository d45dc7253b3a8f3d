import type { Metrics } from '../observe/metrics.ts';
import type { Trace } from '../observe/trace-context.ts';
import { within } from '../observe/tracing.ts';
import type { Answer } from './calls.ts';
import type { Service } from './service.ts';

/** The service, with each answer to another service's question timed, and a span where it is traced. */
export function timedCalls(service: Service, metrics: Metrics): Service {
  const times = metrics.callTimes(service.name);
  const timed = ([name, answer]: [string, Answer]) => {
    const what = { service: service.name, name: `${service.name}.${name}`, kind: 'server' } as const;
    const ask = async (question: never, trace: Trace = null) => {
      const since = performance.now();
      let outcome = 'failed';
      try {
        const given = await within(trace, what, (own) => answer(question, own));
        outcome = 'answered';
        return given;
      } finally {
        const seconds = (performance.now() - since) / 1000;
        metrics.calls(service.name, name, outcome).inc();
        metrics.callSeconds(service.name, name).inc(seconds);
        times.observe(seconds);
      }
    };
    return [name, Object.assign(ask, { question: answer.question })];
  };
  return { ...service, calls: Object.fromEntries(Object.entries(service.calls).map(timed)) };
}
