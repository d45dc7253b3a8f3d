import type { SagaDefinition } from './definition.ts';
import type { Leases } from './leases.ts';
import type { SagaRow } from './log.ts';
import { type Context, dropAll, mayAct, tell } from './running.ts';
import { backOffBefore } from './settings.ts';

/**
 * A runner's lease: acquired and renewed in time, and the sagas that it gets by it.
 * A saga's version is its fencing token: each take-over raises it, and a save under an older one is lost.
 */
export interface Membership {
  /** Acquires a lease, claims, and from then on renews it; resolves to how many sagas were claimed when all are under way. */
  begin(): Promise<number>;
  /** Ends it: the runner's sagas are free at once, also when the log does not answer. */
  end(): Promise<void>;
}

const BEATS = 5; // in the time of silence after which a runner is taken for frozen

/** Keeps a runner's lease, where runners have any, and claims what nobody runs at each beat. */
export function membership(
  context: Context,
  leases: Leases | undefined,
  definitions: readonly SagaDefinition[],
  run: (row: SagaRow) => void,
): Membership {
  let cancel: (() => void) | undefined;
  let claiming = false;
  const claim = () => claimAll(context, definitions, run);
  // Not waited for by the next beat: a claim of many may take longer than the time of silence.
  const claimAgain = async () => {
    if (claiming) return;
    claiming = true;
    await claim().catch((error) => tell(context, 'logFailed', error));
    claiming = false;
  };
  const keepBeating = (to: Leases) => {
    if (context.stopped) return;
    cancel = context.clock.after(to.takeOver / BEATS, () => {
      const renewed = renew(context, to).then(
        () => void claimAgain(),
        (error) => tell(context, 'logFailed', error),
      );
      void renewed.then(() => keepBeating(to));
    });
  };
  return {
    async begin() {
      if (leases) {
        await untilDone(context, () => renew(context, leases));
        keepBeating(leases);
      }
      return (await untilDone(context, claim)) ?? 0;
    },
    async end() {
      cancel?.();
      const { owner } = context;
      context.owner = 0;
      if (!leases) return;
      await inTime(context, leases.takeOver, leases.release(owner)).catch((error) =>
        tell(context, 'logFailed', error),
      );
    },
  };
}

/**
 * Rejects when the runner has no lease afterwards: the log is away, or was so slow that the time was over again. A runner
 * that has dropped its sagas meanwhile acquires a new one, whatever its row says: they are free only when the old one is gone.
 */
async function renew(context: Context, leases: Leases): Promise<void> {
  const { clock } = context;
  for (const last of [false, true]) {
    const { takeOver } = leases;
    const before = context.owner;
    const owner = before || (await inTime(context, takeOver, leases.acquire()));
    const asked = clock.now();
    const mine = await inTime(context, takeOver, leases.renew(owner));
    if (context.stopped) return;
    // Counted from before the question: the row is not older than that.
    if (mine && context.owner === before && clock.now() < asked + takeOver) {
      context.owner = owner;
      context.lapsesAt = asked + takeOver;
      return;
    }
    dropAll(context);
    if (last) throw new Error('this runner was taken for dead twice');
  }
}

async function claimAll(
  context: Context,
  definitions: readonly SagaDefinition[],
  run: (row: SagaRow) => void,
): Promise<number> {
  const { log, sagas, settings } = context;
  let count = 0;
  for (let left = true; left && !context.stopped && mayAct(context); ) {
    const runner = context.owner;
    const limit = settings.claimSize;
    const claimed = await log.claim({ runner, definitions, limit, except: [...sagas.keys()] });
    for (const { cause, ...row } of claimed.rows) {
      run(row);
      const saga = sagas.get(row.id);
      if (saga) tell(context, 'takenOver', saga, cause);
    }
    count += claimed.rows.length;
    left = claimed.left;
  }
  return count;
}

/** Tries again for as long as the log is away. */
async function untilDone<T>(context: Context, work: () => Promise<T>): Promise<T | undefined> {
  for (let tries = 1; !context.stopped; tries++) {
    try {
      return await work();
    } catch (error) {
      tell(context, 'logFailed', error);
    }
    const { clock, settings, random } = context;
    const wait = backOffBefore(tries + 1, settings.backOff, settings.maxBackOff, random);
    await new Promise<void>((resolve) => void clock.after(wait, resolve));
  }
  return undefined;
}

/** An answer that has not come in this time will not be believed: its connection may hang for much longer. */
async function inTime<T>({ clock }: Context, ms: number, answer: Promise<T>): Promise<T> {
  let cancel = () => {};
  const patience = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(ms, () => reject(new Error(`no answer about a lease for ${ms} ms`)));
  });
  try {
    return await Promise.race([answer, patience]);
  } finally {
    cancel();
  }
}
