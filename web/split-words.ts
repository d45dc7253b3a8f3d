import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS = join(import.meta.dirname, 'app', 'words');
const SPLIT = join(import.meta.dirname, '.generated', 'words');
const OF_STAFF = /^admin\./;

/** Writes each catalogue of texts in two files: what customers' pages say, and what the back office says besides. */
export function splitWords(): void {
  mkdirSync(SPLIT, { recursive: true });
  for (const file of readdirSync(WORDS).filter((name) => name.endsWith('.json'))) {
    const texts = Object.entries(JSON.parse(readFileSync(join(WORDS, file), 'utf8')) as object);
    const write = (name: string, part: typeof texts) =>
      writeFileSync(join(SPLIT, name), JSON.stringify(Object.fromEntries(part)));
    write(
      file,
      texts.filter(([key]) => !OF_STAFF.test(key)),
    );
    write(
      `admin-${file}`,
      texts.filter(([key]) => OF_STAFF.test(key)),
    );
  }
}
