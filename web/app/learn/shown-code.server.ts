import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type CodeLines, codeLines } from '@sagashop/lessons/code-lines';
import type { CodeLink } from '@sagashop/lessons/lesson';

const MOST_UP = 8;
const root = treeOf(import.meta.url);
const kept = new Map<string, Promise<CodeLines | undefined>>();

/** The lines that a link to the code is about; undefined where the source is not there, or has moved on. Read once. */
export function shownCode({ file, symbol }: CodeLink): Promise<CodeLines | undefined> {
  const name = `${file} ${symbol}`;
  const known = kept.get(name) ?? read(file, symbol);
  kept.set(name, known);
  return known;
}

async function read(file: string, symbol: string): Promise<CodeLines | undefined> {
  const text = root && (await readFile(new URL(file, root), 'utf8').catch(() => undefined));
  return text === undefined ? undefined : codeLines(text, symbol);
}

/** The tree that this process runs from, wherever in it the server's part of the pages was built. */
function treeOf(file: string): URL | undefined {
  let at = new URL('./', file);
  for (let up = 0; up < MOST_UP; up += 1, at = new URL('../', at))
    if (existsSync(new URL('packages/lessons/package.json', at))) return at;
  return undefined;
}
