import { honest, type Parts } from '@sagashop/saga/simulate/simulate';
import type { World } from '@sagashop/saga/simulate/world';
import type { Mistake } from './mistake.ts';
import { MISTAKES_OF_LOGS } from './mistakes-of-logs.ts';
import { MISTAKES_OF_ORDERS } from './mistakes-of-orders.ts';
import { MISTAKES_OF_PARTICIPANTS } from './mistakes-of-participants.ts';
import { MISTAKES_OF_RUNNERS } from './mistakes-of-runners.ts';
import type { Row } from './orders.ts';
import { shop } from './shop.ts';

/** All mistakes that can be planted, by what is wrong. */
const MISTAKES: Readonly<Record<string, Mistake>> = {
  ...MISTAKES_OF_RUNNERS,
  ...MISTAKES_OF_LOGS,
  ...MISTAKES_OF_PARTICIPANTS,
  ...MISTAKES_OF_ORDERS,
};

/** The words of all mistakes that can be planted. */
export const MISTAKE_NAMES: readonly string[] = Object.keys(MISTAKES);

/** The shop's world with these mistakes in it, each upon the one before; none gives it as it is. Throws for unknown words. */
export function plant(
  names: readonly string[],
  world: World<Row> = shop,
): { world: World<Row>; parts: Partial<Parts<Row>> } {
  let planted = { world, parts: honest<Row>() };
  for (const name of names) {
    const mistake = Object.hasOwn(MISTAKES, name) ? MISTAKES[name] : undefined;
    if (!mistake) throw new Error(`There is no mistake '${name}'.`);
    const { parts } = planted;
    planted = {
      world: mistake.world?.(planted.world) ?? planted.world,
      parts: { ...parts, ...mistake.parts?.(parts) },
    };
  }
  return planted;
}
