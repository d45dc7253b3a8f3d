import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nestedTexts } from './nested-texts.ts';

const WORDS = join(import.meta.dirname, 'app', 'words');
const SPLIT = join(import.meta.dirname, '.generated', 'words');
const PARTS = {
  'admin-': /^admin\./,
  'inside-': /^inside\./,
  'world-': /^world\./,
  'courier-': /^courier\./,
};

/** Writes each catalogue of texts in files: what customers' pages say, and what other pages say besides. */
export function splitWords(): void {
  mkdirSync(SPLIT, { recursive: true });
  for (const file of readdirSync(WORDS).filter((name) => name.endsWith('.json'))) {
    const texts = Object.entries(
      JSON.parse(readFileSync(join(WORDS, file), 'utf8')) as Record<string, string>,
    );
    const write = (name: string, part: typeof texts) =>
      writeFileSync(join(SPLIT, name), JSON.stringify(nestedTexts(part)));
    const elsewhere = Object.values(PARTS);
    write(
      file,
      texts.filter(([key]) => !elsewhere.some((part) => part.test(key))),
    );
    for (const [name, part] of Object.entries(PARTS))
      write(
        `${name}${file}`,
        texts.filter(([key]) => part.test(key)),
      );
  }
}
