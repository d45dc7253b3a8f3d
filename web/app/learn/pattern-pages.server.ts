import type { DocsPart } from './docs-part';
import { docsParts } from './docs-parts.server';

const texts = import.meta.glob<string>('../../../docs/patterns/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const PAGES = new Map(Object.entries(texts).map(([file, text]) => [nameOf(file), text]));
const INDEX = 'README';

/** What a page of docs/patterns says, as its parts; the index of them without a name. Undefined when there is none. */
export function patternPage(name: string = INDEX): { title: string; parts: DocsPart[] } | undefined {
  const text = PAGES.get(name);
  return text === undefined ? undefined : { title: titleIn(text), parts: docsParts(text) };
}

/** The title of such a page. */
export const patternTitle = (name: string): string => titleIn(PAGES.get(name) ?? name);

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, -'.md'.length);
}

function titleIn(text: string): string {
  return text.split('\n', 1)[0]!.replace(/^# /, '');
}
