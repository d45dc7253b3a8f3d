import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Parsed, parse } from './parse.ts';

/** A file of the repository; the path is relative to its root, with slashes. */
export interface Source {
  path: string;
  text: string;
}

/** What is wrong with a file, in one sentence. */
export interface Complaint {
  path: string;
  says: string;
}

/** One rule of the house: looks at all files, complains about some. */
export type Rule = (files: readonly Source[]) => Complaint[];

const OURS = ['bin', 'packages', 'services', 'web', 'cli', 'demo', 'tests', 'bench', 'deploy', 'docs'];
/** Made by tools, not by us. Names with a dot in front are passed over as well. */
const NOT_OURS = new Set(['node_modules', 'build', 'dist']);
const READ = /\.(?:ts|tsx|js|mjs|json|sql|md)$|^bin\/[^/.]+$/;

/** The files of a working copy that rules look at. Files that no rule reads are there with an empty text. */
export function readTree(root: string): Source[] {
  const paths = ['', ...OURS].flatMap((folder) => list(root, folder, folder !== ''));
  return paths.map((path) => ({ path, text: READ.test(path) ? readFileSync(join(root, path), 'utf8') : '' }));
}

function list(root: string, folder: string, deep: boolean): string[] {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(join(root, folder));
  } catch {
    return []; // not built yet
  }
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) return [];
    if (entry.isFile()) return [path];
    return deep && entry.isDirectory() && !NOT_OURS.has(entry.name) ? list(root, path, true) : [];
  });
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** Whether a file is code: TypeScript, JavaScript, or a command in bin/. */
export function isCode({ path }: Source): boolean {
  return /\.(?:ts|tsx|js|mjs)$/.test(path) || /^bin\/[^/.]+$/.test(path);
}

/** Whether a file is there for tests only. */
export function isTest(path: string): boolean {
  return /^tests\/|\/test\/|^packages\/\w+\/src\/testing\.ts$/.test(path);
}

/** Complains about the code files for which `judge` finds words. */
export function eachCode(
  files: readonly Source[],
  judge: (file: Source, code: Parsed) => string | readonly string[] | undefined,
): Complaint[] {
  return files.filter(isCode).flatMap((file) => {
    const says = judge(file, parsed(file));
    return [says ?? []].flat().map((sentence) => ({ path: file.path, says: sentence }));
  });
}

const kept = new WeakMap<Source, Parsed>();

/** A file of code, parsed once: every rule looks at every file. */
export function parsed(file: Source): Parsed {
  const known = kept.get(file) ?? parse(file.path, file.text);
  kept.set(file, known);
  return known;
}
