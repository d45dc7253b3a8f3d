import type { SagaLog, SaveItem } from './log.ts';
import type { Command, Transport } from './message.ts';

/** What a runner is built of, made mortal: the process dies at a named point of it, without a word. */
export interface KillPoints {
  /** Dies `before NAME` when the work is asked for, or `after NAME` when it is done and nobody has heard of it. */
  around<A extends unknown[], R>(
    name: string | ((...args: A) => string),
    work: (...args: A) => Promise<R>,
  ): (...args: A) => Promise<R>;
  log(log: SagaLog): SagaLog;
  transport(transport: Transport): Transport;
}

const OFF: KillPoints = {
  around: (_name, work) => work,
  log: (log) => log,
  transport: (transport) => transport,
};

/**
 * For tests of recovery only: `after confirm 3` kills this process (as `kill -9` does) when it has come to that
 * point for the third time. Undefined kills nobody and costs nothing: then everything is given back as it came.
 *
 * The points of a log are `claim`, the names of its decisions, `turn back`, `end` and `timeline`; those of a
 * transport are the types of its commands.
 */
export function killPoints(wish: string | undefined): KillPoints {
  const found = /^((?:before|after) .+) ([1-9]\d*)$/.exec(wish ?? '');
  if (!found) return OFF;
  const [, point, nth] = found;
  let left = Number(nth);
  const pass = (name: string) => {
    if (name === point && --left === 0) process.kill(process.pid, 'SIGKILL');
  };
  const around: KillPoints['around'] = (name, work) => {
    return async (...args) => {
      const said = typeof name === 'string' ? name : name(...args);
      pass(`before ${said}`);
      const result = await work(...args);
      pass(`after ${said}`);
      return result;
    };
  };
  return {
    around,
    log: (log) => ({ ...log, save: around(saved, log.save), claim: around('claim', log.claim) }),
    transport: (transport) => ({
      send: around((_service: string, { type }: Command) => type, transport.send.bind(transport)),
    }),
  };
}

function saved({ decide, state }: SaveItem): string {
  if (decide) return decide.name;
  if (state.ended) return 'end';
  const undone = state.steps.some(({ phase, status }) => phase === 'undo' && status !== 'sent');
  return state.going === 'back' && !undone ? 'turn back' : 'timeline';
}
