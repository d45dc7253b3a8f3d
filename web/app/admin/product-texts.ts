import type { Language } from '../words/languages.ts';
import { moneyToType, typedMoney } from '../words/typed-money.ts';

type Localized = Record<Language, string>;

export interface Fact {
  key: string;
  name: Localized;
  value: Localized;
}

/** What staff edit of a product, as the API tells it. */
export interface EditedProduct {
  name: Localized;
  description: Localized;
  price: { amount: number; currency: string };
  category: { id: string };
  published: boolean;
  facts: readonly Fact[];
}

/** The fields of a product's form. */
export const PRODUCT_FIELDS = [
  ...['name.en', 'name.ru', 'description.en', 'description.ru', 'price.amount', 'categoryId', 'published'],
  ...['facts.en', 'facts.ru'],
] as const;

/** What stands in the fields of a product's form. */
export function productTexts(product: EditedProduct, language: Language): Record<string, string> {
  const { name, description, price, category, published, facts } = product;
  return {
    'name.en': name.en,
    'name.ru': name.ru,
    'description.en': description.en,
    'description.ru': description.ru,
    'price.amount': moneyToType(price.amount, language, price.currency),
    categoryId: category.id,
    published: published ? 'on' : '',
    'facts.en': factLines(facts, 'en'),
    'facts.ru': factLines(facts, 'ru'),
  };
}

/** Facts as people write them down, one a line: `Size: 40 × 25 cm`. */
export function factLines(facts: readonly Pick<Fact, 'name' | 'value'>[], language: Language): string {
  return facts.map(({ name, value }) => `${name[language]}: ${value[language]}`).join('\n');
}

/**
 * The facts that two texts say, a line of the one beside a line of the other; undefined where a line says no name and
 * value, or where one has more lines. A fact that was `known` by its English name keeps its key.
 */
export function factsIn(en: string, ru: string, known: readonly Fact[]): Fact[] | undefined {
  const [first, second] = [linesOf(en), linesOf(ru)];
  if (first.length !== second.length) return undefined;
  const keys = new Map(known.map(({ name, key }) => [name.en, key]));
  const taken = new Set<string>();
  const facts: Fact[] = [];
  for (const [at, english] of first.entries()) {
    const [one, other] = [pairIn(english), pairIn(second[at]!)];
    if (!one || !other) return undefined;
    const key = freeKey(keys.get(one.name) ?? keyOf(one.name), taken);
    taken.add(key);
    facts.push({ key, name: { en: one.name, ru: other.name }, value: { en: one.value, ru: other.value } });
  }
  return facts;
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function pairIn(line: string) {
  const at = line.indexOf(':');
  const [name, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  return at > 0 && name !== '' && value !== '' ? { name, value } : undefined;
}

/** A key of what a fact is called: small letters and digits, with hyphens between. */
function keyOf(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['fact'];
  return words.join('-').slice(0, 36).replace(/-$/, '');
}

function freeKey(key: string, taken: ReadonlySet<string>): string {
  let free = key;
  for (let n = 2; taken.has(free); n += 1) free = `${key}-${n}`;
  return free;
}

/** The API's value of a field's text; facts are read by themselves. */
export function productValue(language: Language, currency: string) {
  return (name: string, text: string): unknown => {
    if (name === 'published') return text !== '';
    if (name !== 'price.amount') return text;
    const read = typedMoney(text, language, currency);
    return 'amount' in read ? read.amount : 0;
  };
}
