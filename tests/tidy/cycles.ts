import { posix } from 'node:path';
import { isCode, parsed, type Rule, type Source } from './source.ts';

/** No file imports itself by way of others, for types neither: each can be read after those that it needs. */
export const noCycles: Rule = (files) => {
  const known = importsBetween(files.filter(isCode));
  return circles(known).map((circle) => {
    const [path = '', ...others] = circle.toSorted();
    return { path, says: `imports itself by way of ${others.join(', ')}` };
  });
};

/** What each file imports of the others. */
function importsBetween(files: readonly Source[]): Map<string, string[]> {
  const paths = new Set(files.map(({ path }) => path));
  const found = (stem: string) =>
    ['', '.ts', '.tsx'].map((end) => stem + end).find((path) => paths.has(path));
  const target = (path: string, from: string): string | undefined => {
    if (from.startsWith('.')) return found(posix.join(posix.dirname(path), from));
    const [, name, part] = /^@sagashop\/([^/]+)\/(.+)$/.exec(from) ?? [];
    return name && (found(`packages/${name}/src/${part}`) ?? found(`services/${name}/src/${part}`));
  };
  return new Map(
    files.map((file) => [
      file.path,
      parsed(file).imports.flatMap(({ from }) => target(file.path, from) ?? []),
    ]),
  );
}

/** The strongly connected parts of more than one file, by Tarjan's algorithm. */
function circles(known: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const look = (path: string) => {
    order.set(path, order.size);
    lowest.set(path, order.get(path)!);
    open.push(path);
    for (const next of known.get(path)!) {
      if (!order.has(next)) look(next);
      if (open.includes(next)) lowest.set(path, Math.min(lowest.get(path)!, lowest.get(next)!));
    }
    if (lowest.get(path) !== order.get(path)) return;
    const part = open.splice(open.indexOf(path));
    if (part.length > 1 || known.get(path)!.includes(path)) found.push(part);
  };
  for (const path of known.keys()) if (!order.has(path)) look(path);
  return found;
}
