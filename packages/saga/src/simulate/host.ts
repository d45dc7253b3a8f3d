import type { Clock } from '../clock.ts';
import type { Stage } from './stage.ts';

/**
 * A simulated process. What happens in it happens within one life: a crash ends that life, and with it every
 * timer, every answer that is awaited, and all that was in memory. Frozen, it does nothing; what is due or comes
 * in meanwhile waits and happens when it wakes, and so does what it was about to send when it froze.
 */
export interface Host {
  readonly name: string;
  readonly life: number;
  readonly up: boolean;
  readonly frozen: boolean;
  /** It has not been frozen in this life. */
  readonly calm: boolean;
  /** Runs a part of this process's work that belongs to a life; never when that life has ended. */
  within(life: number, call: () => void): void;
  /** The present life's clock; `ahead` by what this machine's clock is wrong. */
  clock(ahead: number): Clock;
  start(): void;
  crash(): void;
  freeze(): void;
  wake(): void;
}

/**
 * Makes a process that has not been started; `boot` is what it does each time when it has,
 * `ended` what the rest of the world sees at once when it dies.
 */
export function host(name: string, stage: Stage, boot = () => {}, ended = () => {}): Host {
  let life = 0;
  let up = false;
  let frozen = false;
  let calm = true;
  let waiting: { life: number; call: () => void }[] = [];
  const within = (of: number, call: () => void) => {
    if (of !== life || !up) return;
    if (frozen) waiting.push({ life: of, call });
    else {
      stage.stirred = true;
      call();
    }
  };
  const self: Host = {
    name,
    get life() {
      return life;
    },
    get up() {
      return up;
    },
    get frozen() {
      return frozen;
    },
    get calm() {
      return calm;
    },
    within,
    clock(ahead) {
      const own = life;
      return {
        now: () => stage.agenda.now() + ahead,
        after: (ms, call) => stage.agenda.after(ms, () => within(own, call)),
      };
    },
    start() {
      life++;
      up = true;
      calm = true;
      stage.stirred = true;
      boot();
    },
    crash() {
      if (!up) return;
      up = false;
      frozen = false;
      waiting = [];
      ended();
    },
    freeze() {
      frozen = true;
      calm = false;
    },
    wake() {
      frozen = false;
      // One after the other, as an event loop takes them up, each with what follows from it at once.
      for (const { life: of, call } of waiting) stage.agenda.after(0, () => within(of, call));
      waiting = [];
    },
  };
  return self;
}
