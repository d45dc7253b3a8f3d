import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['public/pictures', '../demo/pictures'].map((folder) => join(import.meta.dirname, folder));

/** The slugs of the shelves that have a picture of their own: a file `shelf-SLUG.svg` beside the other pictures. */
export function shelfPictures(): string[] {
  const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder));
  return files.flatMap((file) => /^shelf-([a-z0-9-]+)\.svg$/.exec(file)?.[1] ?? []).sort();
}
