import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const PAGES = [
  '*.md',
  'docs/**/*.md',
  'bench/*.md',
  'cli/*.md',
  'web/*.md',
  'packages/*/*.md',
  'services/*/*.md',
];

/** The anchor that a heading gets on the usual hosts of repositories. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

function leadsNowhere(target: string, page: string): boolean {
  if (/^[a-z]+:/.test(target)) return false;
  const [path = '', anchor] = target.split('#');
  const file = new URL(path || '', pathToFileURL(join(ROOT, page)));
  if (!existsSync(file)) return true;
  if (!anchor || !file.pathname.endsWith('.md')) return false;
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return ![...headings].some(([, heading]) => anchorOf(heading!) === anchor);
}

test('what the documents link to is there', () => {
  const pages = globSync(PAGES, { cwd: ROOT });
  const links = pages.flatMap((page) => {
    const prose = readFileSync(join(ROOT, page), 'utf8').replace(/^```[\s\S]*?^```|`[^`\n]*`/gm, '');
    return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => ({ page, target: target! }));
  });
  assert.ok(links.length > 300, `${links.length} links`);
  assert.deepEqual(
    links.filter(({ page, target }) => leadsNowhere(target, page)),
    [],
  );
});
