import type { Leases } from '@sagashop/saga/leases';
import type { SagaLog, SaveItem } from '@sagashop/saga/log';
import type { Command, Transport } from '@sagashop/saga/message';
import type { Occasion } from './fault.ts';
import type { Lab } from './lab.ts';
import { pause } from './pause.ts';
import type { SingleFile } from './single-file.ts';

/** What a runner can be about to do when it is struck, in the simulation's words. */
export const RUNNER_POINTS = ['before it sends', 'before it writes', 'after it has written'] as const;
type Point = (typeof RUNNER_POINTS)[number];

/** What goes one at a time while batches are off, besides commands. */
export const SAVES = { service: 'order', command: 'saves' } as const;

interface Mortal {
  /** Ends the runner's life: it forgets all its sagas, and goes on as another. */
  lapse(): void;
}

/**
 * What a runner is built of, made mortal by the faults of a laboratory. Where services share a process nobody may kill it:
 * the runner's life ends instead, with all that it had in memory, and what it was about to do is not done. Frozen it does
 * nothing for `frozen` ms, longer than others wait before they take it for dead, or until the fault is over.
 */
export function mortalRunner(lab: Lab, frozen: number, alone: SingleFile) {
  let runner: Mortal | undefined;
  let ice: Promise<void> | undefined;
  /** Whether it lives past this point. */
  const lives = async (point: Point, about: Partial<Occasion>): Promise<boolean> => {
    await ice;
    if (lab.idle()) return true;
    const occasion = { service: 'order', command: point, ...about };
    if (await lab.strike('runner_dies', occasion)) {
      runner?.lapse();
      return false;
    }
    const struck = await lab.strike('runner_freezes', occasion);
    if (struck) {
      ice = pause(frozen, struck.over).then(() => void (ice = undefined));
      await ice;
    }
    return true;
  };
  return {
    /** The runner whose life it is. */
    lives: (born: Mortal) => void (runner = born),
    transport: (transport: Transport): Transport => ({
      async send(service, command) {
        if (!(await lives('before it sends', ofCommand(command)))) throw new Error('the runner has died');
        return transport.send(service, command);
      },
    }),
    log: (log: SagaLog): SagaLog => ({
      ...log,
      async save(item) {
        if (!(await lives('before it writes', ofSave(item)))) return 'lost';
        const single = !lab.idle() && (await lab.strike('batches_off', SAVES));
        const saved = await (single ? alone('saves', () => log.save(item)) : log.save(item));
        return (await lives('after it has written', ofSave(item))) ? saved : 'lost';
      },
      async claim(request) {
        await ice;
        return log.claim(request);
      },
    }),
    leases: (leases: Leases): Leases => ({
      ...leases,
      async renew(id) {
        await ice;
        return leases.renew(id);
      },
    }),
  };
}

const ofCommand = ({ order, saga, id }: Command) => ({ order, saga, step: id.split('/')[1] });
const ofSave = ({ order, saga, decide }: SaveItem) => ({ order, saga, step: decide?.step });
