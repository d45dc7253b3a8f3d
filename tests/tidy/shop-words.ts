import type { Complaint, Rule, Source } from './source.ts';

const GLOSSARY = 'web/GLOSSARY.md';
/** The last column of the table: what is never said, in backticks. */
const NEVER = /^\|(?:[^|\n]*\|){3}([^|\n]*)\|$/gm;
const CATALOGUE = /^web\/app\/words\/\w+\.json$/;
/** What speaks to people without the catalogues: the messages, and the pages that the gateway shows itself. */
const SPEAKS =
  /^services\/(?:notify\/src\/domain\/(?:mail-)?(?:english|russian)|gateway\/src\/send-plain-page)\.ts$/;

/** What the shop says to people has none of the phrases that its glossary bans, and typeset quotation marks. */
export const shopWords: Rule = (files) => {
  const glossary = files.find(({ path }) => path === GLOSSARY);
  if (!glossary) return [];
  const columns = [...glossary.text.matchAll(NEVER)].map(([, never]) => never!);
  const phrases = columns
    .flatMap((never) => never.match(/[^`]+(?=`(?:,|\s*$))/g) ?? [])
    .map((one) => one.trim());
  if (phrases.length === 0) return [{ path: GLOSSARY, says: 'lists nothing under "never say"' }];
  const banned = new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.map(pattern).join('|')})`, 'giu');
  return files.flatMap((file) => [
    ...said(file).flatMap(({ place, text }) =>
      [...text.matchAll(banned)].map(([phrase]): Complaint => {
        return { path: file.path, says: `says "${phrase}" ${place}: see ${GLOSSARY}` };
      }),
    ),
    ...straight(file),
  ]);
};

/** The texts of a file that people read, each with where it stands. */
function said({ path, text }: Source): { place: string; text: string }[] {
  if (SPEAKS.test(path))
    return text.split('\n').map((line, at) => ({ place: `(line ${at + 1})`, text: line }));
  return texts({ path, text }).map(([key, one]) => ({ place: `(${key})`, text: one }));
}

const texts = ({ path, text }: Source) =>
  CATALOGUE.test(path) ? Object.entries(JSON.parse(text) as Record<string, string>) : [];

const straight = (file: Source) =>
  texts(file)
    .filter(([, text]) => /['"]/.test(text))
    .map(
      ([key]): Complaint => ({ path: file.path, says: `has a straight quotation mark (${key}): ’ “ ” « »` }),
    );

/** A phrase as it may stand in a text, whatever the apostrophe; `*` is any ending. */
function pattern(phrase: string): string {
  const plain = phrase.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]");
  return plain.endsWith('*') ? spread(plain) : `${spread(plain)}(?![\\p{L}\\p{N}])`;
}

const spread = (plain: string) => plain.replaceAll('*', '\\p{L}*').replace(/\s+/g, '\\s+');
