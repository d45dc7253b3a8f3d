import { posix } from 'node:path';
import type { Complaint, Rule, Source } from './source.ts';

const LINK = /\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)/g;
/** Code, which links nowhere. */
const CODE = /```.*?```|`[^`\n]*`/gs;

/** The anchor that a heading gets on the usual hosts of repositories. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** Links between pages lead somewhere, to a heading too. */
export const links: Rule = (files) => {
  const there = (target: string, anchor: string | undefined) =>
    files.some(({ path, text }) => {
      if (path !== target) return path.startsWith(`${target}/`);
      if (!anchor || !path.endsWith('.md')) return true;
      return [...text.matchAll(/^#+ (.*)$/gm)].some(([, heading]) => anchorOf(heading!) === anchor);
    });
  return files
    .filter((file) => file.path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.replace(CODE, '').matchAll(LINK)].flatMap(([, link, anchor]): Complaint[] => {
        const target = link ? posix.join(posix.dirname(path), link).replace(/\/$/, '') : path;
        if (there(target, anchor)) return [];
        return [{ path, says: `links to ${link}${anchor ? `#${anchor}` : ''}, which is not there` }];
      }),
    );
};

/** A link whose text is a name in backticks, and what that is in; tests are called by their files. */
const SYMBOL = /\[`([A-Za-z_]\w*)`\]\((?!https?:)([^)\s#]+(?<!\.test)\.(?:tsx?|m?js|sql))\)/g;
/** A link whose text is the name of a file. */
const FILE = /\[`?([\w./-]+\.(?:tsx?|m?js|sql))`?\]\((?!https?:)([^)\s#]+)\)/g;

/** Whether a file defines a name: a function, constant, class or type, or a table. */
export function defines(text: string, name: string): boolean {
  const code = `(?:export )?(?:default )?(?:async )?(?:function\\*?|const|class|interface|type) ${name}\\b`;
  return new RegExp(`^ *(?:${code}|create table (?:if not exists )?${name}\\b)`, 'm').test(text);
}

/** The names that a page links to the code, each with the file that it leads to. */
export const symbolsOf = ({ path, text }: Source) =>
  [...text.matchAll(SYMBOL)].map(([, name, link]) => ({
    name: name!,
    file: posix.join(posix.dirname(path), link!),
  }));

/** A link that names something of the code leads to the file that defines it, and one that names a file to that file. */
export const symbols: Rule = (files) => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return files
    .filter((file) => file.path.endsWith('.md'))
    .flatMap((page): Complaint[] => {
      const astray = symbolsOf(page)
        .filter(({ name, file }) => !defines(texts.get(file) ?? '', name))
        .map(({ name, file }) => `links \`${name}\` to ${file}, which does not define it`);
      const misnamed = [...page.text.matchAll(FILE)]
        .filter(([, name, link]) => posix.basename(name!) !== posix.basename(link!))
        .map(([, name, link]) => `calls a link to ${link} ${name}`);
      return [...astray, ...misnamed].map((says) => ({ path: page.path, says }));
    });
};
