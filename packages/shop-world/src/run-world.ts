import { type Act, meddle } from '@sagashop/saga/simulate/meddle';
import { type Cast, type Line, type Outcome, type Parts, simulate } from '@sagashop/saga/simulate/simulate';
import type { Stage } from '@sagashop/saga/simulate/stage';
import type { World } from '@sagashop/saga/simulate/world';
import { plant } from './mistakes.ts';
import type { Row } from './orders.ts';
import { cancelling, shop, shopWith } from './shop.ts';
import { objectionTo, type WorldWish } from './wish.ts';

/** A world may have so many things happen in it; none that ends comes near. */
const MOST_HAPPENS = 50_000;

type Look = (happened: number, stage: Stage, cast: Cast<Row>) => void;

/** The world and its parts that a wish is for. Throws a RangeError when there is no such world. */
export function worldOf(wish: WorldWish): { world: World<Row>; parts: Partial<Parts<Row>> } {
  const wrong = objectionTo(wish);
  if (wrong) throw new RangeError(`there is no such world: ${wrong}`);
  const planted = plant(wish.mistakes ?? [], wish.orders === undefined ? shop : shopWith(wish.orders));
  if (wish.batches === false) planted.parts = { ...planted.parts, batch: 1 };
  return planted;
}

/**
 * Runs a world with all that is done to it. `listen` hears its story; `look` sees it before each thing that happens, and
 * makes it slower. `refused` is told of each act that was not possible there and then.
 */
export function runWorld(
  wish: WorldWish,
  how: { listen?: (line: Line) => void; look?: Look; refused?: (act: Act) => void } = {},
): Promise<Outcome> {
  const { world, parts } = worldOf(wish);
  const { listen, look, refused } = how;
  const { seed, fine = false } = wish;
  const acts = [...(wish.acts ?? [])];
  const watch = (happened: number, stage: Stage, cast: Cast<Row>) => {
    while (acts.length > 0 && acts[0]!.happened <= happened) {
      const act = acts.shift()!;
      if (!meddle(stage, cast, act, ({ saga }) => cancelling(saga.order))) refused?.(act);
    }
    look?.(happened, stage, cast);
    return happened < MOST_HAPPENS;
  };
  const watched = acts.length > 0 || look !== undefined;
  return simulate(world, seed, { parts, fine, ...(listen && { listen }), ...(watched && { watch }) });
}
