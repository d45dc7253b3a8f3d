import { lineAt } from './parse.ts';
import { type Complaint, isCode, type Rule } from './source.ts';

const GLOSSARY = 'docs/glossary.md';
/** The part of the glossary whose first column, in backticks, is what nobody says here. */
const AVOIDED = /^## Say instead$([\s\S]*?)(?=^## |(?![\s\S]))/m;
const ROW = /^\| *((?:`[^`|]+`[, ]*)+)\|[^|]*\|/gm;

/** Words that the glossary replaces stand in no code, no comment and no page: the glossary is where they are listed. */
export const plainWords: Rule = (files) => {
  const glossary = files.find(({ path }) => path === GLOSSARY);
  if (!glossary) return [];
  const list = AVOIDED.exec(glossary.text)?.[1] ?? '';
  const avoided = [...list.matchAll(ROW)].flatMap(([, words]) => words!.match(/[^`]+(?=`)/g) ?? []);
  const phrases = avoided.map((words) => words.trim()).filter((words) => /^\w/.test(words));
  if (phrases.length === 0) return [{ path: GLOSSARY, says: 'lists no words under "Say instead"' }];
  const pattern = new RegExp(`\\b(?:${phrases.map(spread).join('|')})\\b`, 'g');
  return files
    .filter((file) => file !== glossary && (isCode(file) || file.path.endsWith('.md')))
    .flatMap(({ path, text }) => {
      const words = apart(text);
      const named = [...apart(path).matchAll(pattern)].map(([word]) => `is named "${word}"`);
      const said = [...words.matchAll(pattern)].map(
        ({ 0: word, index }) => `says "${word}" (line ${lineAt(words, index)})`,
      );
      return [...named, ...said].map((what): Complaint => ({ path, says: `${what}: see ${GLOSSARY}` }));
    });
};

/** Names of code as words: `openDoor` and `open_door` say "open" and "door". */
function apart(text: string): string {
  return text
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/** The words of a phrase may stand on two lines of a comment. */
const spread = (words: string) => words.toLowerCase().split(/\s+/).join('[\\s*/]+');
