import { readFileSync } from 'node:fs';
import { isTest, parsed, type Rule } from './source.ts';

const CODE = /^(?:packages|services|cli|web|bench)\/.*\/([a-z0-9-]+)(?:\.server)?\.tsx?$/;
/** Every service, process or page has one of these: their place says whose it is. */
const BY_PLACE =
  /^web\/app\/(?:routes\/|root\.)|\/(?:app|main|config|contract|errors|routes|root|manifest)\.tsx?$/;

/** Those that were there before the rule; the list may only get shorter. */
const KNOWN = new Set(
  JSON.parse(readFileSync(new URL('misnamed.json', import.meta.url), 'utf8')) as string[],
);

/** A file with one value to export is called as that is, so that who knows the one finds the other. */
export const namedAsExport: Rule = (files) =>
  files.flatMap((file) => {
    const { path } = file;
    const stem = CODE.exec(path)?.[1];
    if (!stem || isTest(path) || BY_PLACE.test(path)) return [];
    const [value, ...more] = parsed(file).values;
    if (value === undefined || value === 'default' || more.length > 0) return [];
    const words = wordsOf(value);
    const named = wordsOf(stem).every((word) => words.some((one) => alike(one, word)));
    return named || KNOWN.has(path)
      ? []
      : [{ path, says: `exports nothing but ${value}, and is not called so` }];
  });

const wordsOf = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]/)
    .map((word) => word.replace(/ies$/, 'y').replace(/s$/, ''));

const alike = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);
