import type { Act } from '@sagashop/saga/simulate/meddle';
import { type Frame, type RecordedWorld, recordWorld } from './record-world.ts';
import type { WorldWish } from './wish.ts';

/** A world to go through step by step, and to do something to. */
export interface OpenWorld {
  /** The moment at which it is. */
  readonly frame: Frame;
  /** The number of that moment, from 0 on. */
  readonly place: number;
  readonly recorded: RecordedWorld;
  /** Goes on by so many moments, or back where it is negative; stops at both ends. Returns where it is then. */
  step(by?: number): Frame;
  /** Does something at this moment: all that came after it is another future. False when it is not possible now. */
  act(act: Act): Promise<boolean>;
}

/** Opens a world at its first moment. Throws a RangeError when there is no such world. */
export async function openWorld(wish: WorldWish): Promise<OpenWorld> {
  let recorded = await recordWorld(wish);
  let place = 0;
  const frame = () => recorded.frames[place]!;
  return {
    get frame() {
      return frame();
    },
    get place() {
      return place;
    },
    get recorded() {
      return recorded;
    },
    step(by = 1) {
      place = Math.min(Math.max(place + by, 0), recorded.frames.length - 1);
      return frame();
    },
    async act(act) {
      const changed = await recordWorld(changedWish(recorded.wish, act, frame().happened));
      if (changed.refused.length > recorded.refused.length) return false;
      recorded = changed;
      return true;
    },
  };
}

/** The same world up to here, and something done to it now; what was done to it later is undone with its future. */
export function changedWish(wish: WorldWish, act: Act, happened: number): WorldWish {
  const before = (wish.acts ?? []).filter((each) => each.happened <= happened);
  return { ...wish, acts: [...before, { ...act, happened }] };
}
