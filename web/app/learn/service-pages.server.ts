import type { DocsPart } from './docs-part';
import { docsParts } from './docs-parts.server';

const services = import.meta.glob<string>('../../../services/*/README.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pages = import.meta.glob<string>('../../README.md', { query: '?raw', import: 'default', eager: true });
const PAGES = new Map([
  ...Object.entries(services).map(([file, text]) => [file.split('/').at(-2)!, text] as const),
  ...Object.values(pages).map((text) => ['web', text] as const),
]);

/** What the README of a service says of it, or of the pages (`web`), as its parts. Undefined when there is none. */
export function servicePage(name: string): { name: string; parts: DocsPart[] } | undefined {
  const text = PAGES.get(name);
  return text === undefined ? undefined : { name, parts: docsParts(text) };
}
