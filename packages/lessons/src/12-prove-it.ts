import { type ChangedRow, changeRow } from './change-row.ts';
import { lesson } from './lesson.ts';
import { bothWorlds, type Compared, compared, storyLines } from './worlds.ts';

interface Found extends Compared {
  /** The same mistake in a world that nobody has seen. */
  second: Compared;
}

/** By the answers of the question: which mistake is planted is what one has to find out. */
const MISTAKES = [
  'an undo that comes first leaves nothing behind',
  'trying again stops after the second time',
  'a participant does what it has done',
];
/** Under which name each is hidden. */
const HIDDEN: Readonly<Record<string, number>> = { blue: 1, red: 2, green: 0 };

async function run(_place: unknown, choice: string): Promise<Found> {
  const first = await compared(MISTAKES[HIDDEN[choice] ?? 0]!);
  return { ...first, second: await compared(first.mistake, first.seed + 1) };
}

/** A mistake is hidden in the shop, and is known by what it breaks; a row is changed by hand, and the audit names it. */
export const proveIt = lesson<Found, ChangedRow>({
  number: 12,
  name: 'prove-it',
  where: 'world',
  patterns: ['deterministic-simulation', 'audit-of-invariants'],
  options: ['blue', 'red', 'green'],
  right: ({ mistake }) => MISTAKES.indexOf(mistake),
  on: {
    run,
    see: ({ seed, story, rule }) => [
      { key: 'inWorld', values: { seed } },
      ...storyLines(story),
      { key: 'brokenRule', values: { says: rule.says } },
    ],
    worlds: (found) => [...bothWorlds(found), ...bothWorlds(found.second).slice(0, 1)],
    checks: {
      named: ({ rule, seed }) => ({ ok: rule.says.length > 0, values: { seed, rule: rule.invariant } }),
      again: ({ second, seed }) => ({
        ok: second.seed !== seed,
        values: { seed: second.seed, rule: second.rule.invariant },
      }),
      clean: ({ without, second }) => ({
        ok: without.broken.length === 0 && second.without.broken.length === 0,
        values: { seed: without.seed, second: second.seed },
      }),
    },
  },
  off: {
    run: changeRow,
    see: ({ order, broken }) =>
      broken.map(({ name, failures }) => ({ key: 'auditSays', values: { name, order, n: failures.length } })),
    checks: {
      wasWhole: ({ before }) => ({ ok: before.length === 0, values: { n: before.length } }),
      rowFound: ({ order, broken }) => {
        const [named] = broken.filter(({ failures }) => failures.some((failure) => failure.includes(order)));
        return { ok: named !== undefined, values: { order, rule: named?.name ?? '' } };
      },
      backAgain: ({ after }) => ({ ok: after.length === 0, values: { n: after.length } }),
    },
  },
  code: [
    { file: 'packages/shop-world/src/mistakes.ts', symbol: 'plant' },
    { file: 'packages/saga/src/simulate/rules.ts', symbol: 'checkEnd' },
    { file: 'services/audit/src/domain/invariants.ts', symbol: 'INVARIANTS' },
  ],
  cost: { bench: 'audit' },
});
