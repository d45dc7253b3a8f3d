import { CHASSIS_FLOORS } from './chassis-floors.ts';
import type { Complaint, Rule } from './source.ts';

const SERVICE = [
  /^(?:README\.md|package\.json)$/,
  /^migrations\/\d{4}-[a-z0-9-]+\.sql$/,
  /^src\/(?:main|app|config|errors|contract|manifest)\.ts$/,
  /^src\/(?:http|messages|domain|store)\/[a-z0-9-]+\.ts$/,
  /^test\/.+/,
];
const ACTIONS = /^src\/actions\/[a-z0-9-]+\.ts$/;
const INSTEAD_OF_ACTIONS: Record<string, RegExp> = {
  // So much happens here that its actions have a room for each of the things that it does with orders.
  order:
    /^src\/(?:sagas|placing|cancelling|refunding|moving|watching|listing|noting|bulk|shipping|returning|withdrawing|billing|running)\/[a-z0-9-]+\.ts$/,
};
const MORE: Record<string, RegExp[]> = {
  // The gateway has no data and no verbs: what it does with a request stands beside its wiring.
  gateway: [/^src\/[a-z0-9-]+\.ts$/],
};
const PACKAGE = [/^(?:README\.md|package\.json)$/, /^src\/[a-z0-9-]+\.ts$/, /^test\/.+/];
const BANNED = /^(?:utils?|helpers?|types?|index|manager|common|misc)$/;

const MORE_OF_PACKAGES: Record<string, RegExp[]> = {
  // A world of its own, around what stands in the package: nothing but tests and tools imports it.
  saga: [/^src\/simulate\/[a-z0-9-]+\.ts$/, /^examples\/[a-z0-9-]+\.ts$/],
  // What it writes with.
  pdf: [/^fonts\/(?:[a-z-]+\.ttf|LICENSE\.txt)$/],
  // Texts stand by language, a file a lesson.
  lessons: [/^src\/(?:en|ru)\/[a-z0-9-]+\.ts$/],
  chassis: [new RegExp(`^src/(?:${CHASSIS_FLOORS.join('|')})/(?:[a-z0-9-]+\\.ts|README\\.md)$`)],
};

/** A service has the rooms of all services and no other; a package is a flat folder, the chassis has floors. */
export const rooms: Rule = (files) =>
  files.flatMap(({ path }) => {
    const [, kind, name, rest] = /^(services|packages)\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (!kind || !name || !rest) return [];
    const known =
      kind === 'packages'
        ? [...PACKAGE, ...(MORE_OF_PACKAGES[name] ?? [])]
        : [...SERVICE, INSTEAD_OF_ACTIONS[name] ?? ACTIONS, ...(MORE[name] ?? [])];
    return known.some((room) => room.test(rest)) ? [] : [{ path, says: 'is in no known room' }];
  });

/** A name says what a file is about; these names say nothing, and grow. */
export const fileNames: Rule = (files) =>
  files.flatMap(({ path }) => {
    const stem = path.split('/').at(-1)!.split('.')[0]!;
    return BANNED.test(stem) && /\.(?:ts|tsx|js|mjs|sql)$/.test(path)
      ? [{ path, says: `must not be named ${stem}` }]
      : [];
  });

/** Every service and every package says what it is. */
export const readmes: Rule = (files) => {
  const paths = new Set(files.map((file) => file.path));
  return homes(paths).flatMap((home) =>
    paths.has(`${home}/README.md`) ? [] : [{ path: home, says: 'has no README.md' }],
  );
};

/** Migrations are numbered from 1 without a gap, so that each knows what it stands on. */
export const migrations: Rule = (files) => {
  const paths = files.map((file) => file.path).filter((path) => path.includes('/migrations/'));
  const byService = Map.groupBy(paths.sort(), (path) => path.split('/')[1]!);
  return [...byService.values()].flatMap((own) =>
    own.flatMap((path, index): Complaint[] => {
      const number = String(index + 1).padStart(4, '0');
      return path.includes(`/migrations/${number}-`) ? [] : [{ path, says: `should be number ${number}` }];
    }),
  );
};

/** The folders of services and packages, cli and web. */
export function homes(paths: Iterable<string>): string[] {
  const found = [...paths].flatMap(
    (path) => /^(?:services|packages)\/[^/]+(?=\/)|^(?:cli|web)(?=\/)/.exec(path)?.[0] ?? [],
  );
  return [...new Set(found)].sort();
}
