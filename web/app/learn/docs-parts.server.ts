import { lexer, type Token, type Tokens } from 'marked';
import type { DocsPart } from './docs-part';

type Kind = DocsPart['is'];

/**
 * A text in Markdown as its parts, without its title. Of what stands in it only what is known here is taken over, and that as
 * text: no markup gets through.
 */
export const docsParts = (markdown: string): DocsPart[] => partsOf(lexer(markdown).slice(1), '');

function partsOf(tokens: readonly Token[] | undefined, within: string): DocsPart[] {
  return (tokens ?? []).flatMap((token, at) => partOf(token, `${within}${at}.`));
}

const INLINE: Readonly<Record<string, Kind>> = { strong: 'strong', em: 'em', paragraph: 'p' };

function partOf(token: Token, id: string): DocsPart | DocsPart[] {
  const inner = (is: Kind, more: object = {}) => ({
    ...{ id, is, text: '', parts: partsOf((token as Tokens.Strong).tokens, id) },
    ...more,
  });
  const plain = (is: Kind, text: string) => ({ id, is, text, parts: [] });
  const { type } = token;
  if (INLINE[type]) return inner(INLINE[type]);
  if (type === 'heading') return inner((token as Tokens.Heading).depth === 2 ? 'h2' : 'h3');
  if (type === 'link') return inner('link', linkTo((token as Tokens.Link).href));
  if (type === 'codespan') return plain('code', (token as Tokens.Codespan).text);
  if (type === 'code') return plain('pre', (token as Tokens.Code).text);
  if (type === 'list') return { ...plain('ul', ''), parts: itemsOf(token as Tokens.List, id) };
  if (type === 'table') return { ...plain('table', ''), parts: rowsOf(token as Tokens.Table, id) };
  if (type !== 'text' && type !== 'escape') return [];
  const { tokens, text } = token as Tokens.Text;
  return tokens ? partsOf(tokens, id) : plain('text', text);
}

const itemsOf = ({ items }: Tokens.List, id: string): DocsPart[] =>
  items.map((item, at) => ({
    id: `${id}${at}`,
    is: 'li',
    text: '',
    parts: partsOf(item.tokens, `${id}${at}.`),
  }));

function rowsOf({ header, rows }: Tokens.Table, id: string): DocsPart[] {
  return [header, ...rows].map((cells, row) => ({
    ...{ id: `${id}${row}`, is: 'tr', text: '' },
    parts: cells.map((cell, at) => {
      const own = `${id}${row}.${at}`;
      return { id: own, is: row === 0 ? 'th' : 'td', text: '', parts: partsOf(cell.tokens, `${own}.`) };
    }),
  }));
}

/** Where patterns are, from the README of a service. */
const PATTERNS = '../../docs/patterns/';

/** Other patterns have pages here; what else a page of the repository links to is named by its path. */
function linkTo(href: string): { to?: string; text?: string } {
  const path = href.startsWith(PATTERNS) ? href.slice(PATTERNS.length) : href;
  const isPage = path.endsWith('.md') && !path.includes('/') && path !== 'README.md';
  if (isPage) return { to: `/learn/patterns/${path.slice(0, -'.md'.length)}` };
  if (href.startsWith('https://')) return { to: href };
  return { text: href.split('#')[0]!.replaceAll('../', '') };
}
