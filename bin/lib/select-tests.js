import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PATTERNS = [
  'packages/*/test/**/*.test.ts',
  'services/*/test/**/*.test.ts',
  'cli/test/**/*.test.ts',
  'demo/test/**/*.test.ts',
  'web/test/**/*.test.ts',
  'tests/**/*.test.ts',
  'bench/test/**/*.test.ts',
];
const LONG = 'tests/long/';
// Journeys once more, in a shop whose services talk over HTTP; not where crowds wait for minutes.
const SPLIT = /^tests\/(?:long|journeys)\/(?!crowded)[\w-]+-split\.test\.ts$/;

/**
 * The test files below `root` whose path contains one of `filters`; without any, all of them. The long
 * ones only when a filter names their folder.
 */
export function selectTests(root, filters) {
  const files = globSync(PATTERNS, { cwd: root }).sort();
  const wanted = filters.map((filter) => filter.replace(/^\.\//, ''));
  if (wanted.length === 0) return files.filter((file) => !file.startsWith(LONG));
  return files.filter((file) =>
    wanted.some(
      (filter) => file.includes(filter) && (!file.startsWith(LONG) || filter.startsWith('tests/long')),
    ),
  );
}

// Starting Node and loading the shop's modules takes half a second of processor time, starting a browser two: files
// of a group do so once, in one process that runs them one after the other.
const GROUPS = {
  // Two browsers, since one waits for the shop as often as it works.
  'back-office': /(?:^|\/)browser\/(?:admin-|lab|learn|order-saga|system|world)/,
  browser: /(?:^|\/)browser\//,
  split: SPLIT,
  contract: /^tests\/(?:(?:api-docs|hostile|search|telemetry|upgrade)\/|journeys\/hostile)/,
  journeys: /^tests\/journeys\//,
  services: /^services\//,
  packages: /^(?:packages|web)\//,
  tools: /^(?:bench|cli|demo)\//,
  rest: /^tests\/(?:(?:deploy|participants|simulate)\/|(?:data-model|readme-ru|tour)\.)/,
};
// What changes the clock, the environment or the shops of its process has one of its own.
const CHANGES_ITS_PROCESS =
  /mock\.timers|process\.env\[[^\]]*\] =|delete process\.env|Object\.assign\(process\.env|\bway\.\w+ =/;

// These take the longest, and all else fits in beside them.
const LONGEST = ['browser', 'back-office', 'split', 'services', 'journeys', 'contract', 'tools'];
// Their shops are killed and waited for: what they leave of the processor is for the others. The long ones of them last a
// minute and more.
const WAITS = /^tests\/(?:faults|launcher|long\/(?:backup|crowded|hostile|kill-points|lives|participants))/;

/** The files to run of groups, by name, and of those apart, in the order in which all of them end soonest. */
export function longestFirst(groups, apart) {
  const last = [...groups].filter(([name]) => !LONGEST.includes(name)).map(([, file]) => file);
  return [
    ...LONGEST.flatMap((name) => groups.get(name) ?? []),
    ...apart.filter((file) => WAITS.test(file)),
    ...last,
    ...apart.filter((file) => !WAITS.test(file)),
  ];
}

/**
 * `files` as a map from a group's name to those that share a process, and the others, which each have a process of
 * their own, under `apart`. A group of one is none.
 */
export function groupTests(root, files) {
  const groups = new Map(Object.keys(GROUPS).map((name) => [name, []]));
  const apart = [];
  for (const file of files) {
    const [name] = Object.entries(GROUPS).find(([, pattern]) => pattern.test(file)) ?? [];
    const alone = name === undefined || CHANGES_ITS_PROCESS.test(readFileSync(join(root, file), 'utf8'));
    (alone ? apart : groups.get(name)).push(file);
  }
  for (const [name, group] of groups) {
    if (group.length > 1) continue;
    groups.delete(name);
    apart.push(...group);
  }
  return { groups, apart: apart.sort() };
}
