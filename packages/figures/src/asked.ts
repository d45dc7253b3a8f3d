import { FINE_SECONDS } from '@sagashop/chassis/observe/instruments';
import type { Service } from '@sagashop/chassis/service/service';
import { isRefusal } from './counted-peers.ts';
import type { Spread } from './reading.ts';
import { BEYOND } from './spread.ts';

/** What other services have asked of one: how often, in how much time, and what is not answered yet. */
export function asked() {
  const counts = { commands: 0, calls: 0, errors: 0 };
  const buckets = new Float64Array(FINE_SECONDS.length + 1);
  let pending = 0;
  const done = (since: number, broke: boolean) => {
    const seconds = (performance.now() - since) / 1000;
    let at = 0;
    while (at < FINE_SECONDS.length && seconds > FINE_SECONDS[at]!) at += 1;
    buckets[at]! += 1;
    pending -= 1;
    if (broke) counts.errors += 1;
  };
  const count = async <T>(
    kind: 'commands' | 'calls',
    work: () => Promise<T>,
    broke: (given: T) => boolean,
  ) => {
    const since = performance.now();
    counts[kind] += 1;
    pending += 1;
    try {
      const given = await work();
      done(since, broke(given));
      return given;
    } catch (error) {
      done(since, !isRefusal(error));
      throw error;
    }
  };
  return {
    counts,
    pending: () => pending,
    spread: (): Spread => {
      let below = 0;
      return [...FINE_SECONDS, BEYOND].map((bound, at) => [bound, (below += buckets[at]!)]);
    },
    /** The service, with all that others ask of it counted here. */
    counted(service: Service): Service {
      const { handle, calls } = service;
      const answers = Object.entries(calls).map(([name, answer]) => {
        const give: typeof answer = Object.assign(
          (question: never, trace?: string | null) =>
            count(
              'calls',
              () => answer(question, trace),
              () => false,
            ),
          { question: answer.question },
        );
        return [name, give] as const;
      });
      return {
        ...service,
        calls: Object.fromEntries(answers),
        ...(handle && {
          handle: (command) =>
            count(
              'commands',
              () => handle(command),
              ({ kind }) => kind === 'fault',
            ),
        }),
      };
    },
  };
}

export type Asked = ReturnType<typeof asked>;
