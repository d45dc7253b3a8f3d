import { readFileSync } from 'node:fs';

/** A text in both languages of the shop. */
export interface Localized {
  en: string;
  ru: string;
}

interface Fact {
  key: string;
  name: Localized;
  value: Localized;
}

interface Picture {
  url: string;
  alt: Localized;
}

/** The lines of a table, each a row of its columns. */
const rows = (file: string) =>
  readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

/** The rows of a table that stand under the name of each product, without their first, empty column. */
function byProduct(file: string): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  let own: string[][] = [];
  for (const [name, ...columns] of rows(file)) {
    if (name) found.set(name, (own = []));
    else own.push(columns);
  }
  return found;
}

const NAMES = new Map(rows('fact-names.tsv').map(([key, en, ru]) => [key!, { en: en!, ru: ru! }]));

/** What is known of each product of the demo shop, by its English name: its size, its material, its care. */
export const FACTS: ReadonlyMap<string, Fact[]> = new Map(
  [...byProduct('facts.tsv')].map(([product, facts]) => [
    product,
    facts.map(([key, en, ru]) => ({ key: key!, name: NAMES.get(key!)!, value: { en: en!, ru: ru! } })),
  ]),
);

/** The pictures of a product behind its first one, by its English name, and what they show. */
export const MORE_PICTURES: ReadonlyMap<string, Picture[]> = new Map(
  [...byProduct('more-pictures.tsv')].map(([product, pictures]) => [
    product,
    pictures.map(([file, en, ru]) => ({ url: `/pictures/${file}.svg`, alt: { en: en!, ru: ru! } })),
  ]),
);
