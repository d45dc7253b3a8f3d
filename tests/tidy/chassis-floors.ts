import { posix } from 'node:path';
import { eachCode, isTest, type Rule } from './source.ts';

/** The folders of the chassis, the lowest first: each knows itself and those before it. */
export const CHASSIS_FLOORS = [
  'text',
  'config',
  'postgres',
  'observe',
  'work',
  'http',
  'guards',
  'service',
] as const;
const FILE = /^packages\/chassis\/src\/(?:([a-z]+)\/)?[a-z0-9-]+\.ts$/;
/** What stands beside the floors is known to all of them, and is little. */
const MOST_BESIDE = 4;

/** Inside the chassis imports go downwards, floor by floor. */
export const chassisFloors: Rule = (files) => {
  const beside = files.filter(({ path }) => FILE.test(path) && !FILE.exec(path)![1]);
  const many = beside.length > MOST_BESIDE ? [`has ${beside.length} files beside its floors`] : [];
  return [
    ...many.map((says) => ({ path: 'packages/chassis/src', says })),
    ...eachCode(files, ({ path }, { imports }) => {
      const found = FILE.exec(path);
      if (!found || isTest(path)) return undefined;
      return imports.flatMap(({ from }) => {
        const target = from.startsWith('.') ? floorOf(posix.join(posix.dirname(path), from)) : undefined;
        if (target === undefined || target <= levelOf(found[1])) return [];
        return [`imports upwards: ${from}`];
      });
    }),
  ];
};

const SHOPS_WORDS = /\b(?:products?|couriers?|carts?|prices?|goods)\b|\/api\/[a-z]/i;

/** The chassis carries any shop: what ours deals in, and its routes, are told to it. */
export const chassisWords: Rule = (files) =>
  eachCode(files, ({ path }, { uncommented }) => {
    const found = FILE.test(path) && !isTest(path) ? SHOPS_WORDS.exec(uncommented)?.[0] : undefined;
    return found && `knows a word of the shop: ${found}`;
  });

const levelOf = (floor: string | undefined) =>
  CHASSIS_FLOORS.indexOf(floor as (typeof CHASSIS_FLOORS)[number]);

/** How high a file of the chassis stands; -1 beside the floors. */
function floorOf(path: string): number | undefined {
  const found = FILE.exec(path);
  return found ? levelOf(found[1]) : undefined;
}
