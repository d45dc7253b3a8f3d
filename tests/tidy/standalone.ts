import { posix } from 'node:path';
import { eachCode, isTest, type Rule } from './source.ts';

/** What is fit to be a package of its own, and all that it needs besides Node. */
const STANDALONE: Readonly<Record<string, readonly string[]>> = {
  'packages/saga/': ['postgres', 'typebox'],
  'packages/chassis/src/postgres/': ['postgres'],
};

/** What could be published by itself imports nothing of ours, and says nothing of ours. */
export const standalone: Rule = (files) =>
  eachCode(files, (file, { imports, uncommented }) => {
    const home = Object.keys(STANDALONE).find((folder) => file.path.startsWith(folder));
    if (!home || isTest(file.path)) return undefined;
    const strange = imports.filter(({ from }) => {
      if (from.startsWith('.')) return !posix.join(posix.dirname(file.path), from).startsWith(home);
      const own = /^@sagashop\/saga\//.test(from) && home === 'packages/saga/'; // as its users name it
      return !own && !from.startsWith('node:') && !STANDALONE[home]!.includes(from);
    });
    return [
      ...strange.map(({ from }) => `is fit to be a package of its own, but imports ${from}`),
      ...(/sagashop/i.test(uncommented.replaceAll('@sagashop/saga/', ''))
        ? ['is fit to be a package of its own, but names the shop']
        : []),
    ];
  });
