import { isTest, parsed, type Rule } from './source.ts';

const CODE = /^(?:packages|services|cli|web|bench)\/.*\/(?:\d\d-)?([a-z0-9-]+)(?:\.server)?\.tsx?$/;
/** Every service, process or page has one of these: their place says whose it is. */
const BY_PLACE =
  /^web\/app\/(?:routes\/|root\.)|\/(?:app|main|config|contract|errors|routes|root|manifest)\.tsx?$/;

/** A file with one value to export is called as that or a type beside it is: who knows the one finds the other. */
export const namedAsExport: Rule = (files) =>
  files.flatMap((file) => {
    const { path } = file;
    const stem = CODE.exec(path)?.[1];
    if (!stem || isTest(path) || BY_PLACE.test(path)) return [];
    const { values, types } = parsed(file);
    const [value, ...more] = values;
    if (value === undefined || value === 'default' || more.length > 0) return [];
    const named = [value, ...types].some((name) => fits(stem, name));
    return named ? [] : [{ path, says: `exports nothing but ${value}, and is not called so` }];
  });

const fits = (stem: string, name: string) =>
  wordsOf(stem).every((word) => wordsOf(name).some((one) => alike(one, word)));

const wordsOf = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]/)
    .map((word) => word.replace(/ies$/, 'y').replace(/s$/, ''));

const alike = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);
