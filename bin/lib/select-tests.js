import { globSync } from 'node:fs';

const PATTERNS = [
  'packages/*/test/**/*.test.ts',
  'services/*/test/**/*.test.ts',
  'cli/test/**/*.test.ts',
  'web/test/**/*.test.ts',
  'tests/**/*.test.ts',
  'bench/test/**/*.test.ts',
];
const LONG = 'tests/long/';

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
