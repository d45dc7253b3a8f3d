import { get, type Refusal } from '../shop/api.server';
import type { Money } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import type { Language } from '../words/languages';
import { moneyToType, typedMoney } from '../words/typed-money';
import type { Texts } from '../words/words';
import { bodyOf, conflictState, type Edit, type EditState } from './edit.server';
import { type EditedProduct, type Fact, factLines, factsIn, productValue } from './product-texts';

/** A variant as staff edit it. */
export interface EditedVariant {
  id: string;
  options: Record<string, string>;
  name: string;
  price: Money;
  picture?: string;
}

/** A product in both languages, with its pictures, as staff edit it. */
export type WrittenProduct = EditedProduct & {
  id: string;
  slug: string;
  availability: 'in_stock' | 'low' | 'out';
  picture: string | null;
  pictures: { id?: string; url: string; alt?: Record<Language, string> }[];
  /** What the options of its variants are called, and what it can be had as. */
  options?: {
    key: string;
    name: Record<Language, string>;
    values: { value: string; name: Record<Language, string> }[];
  }[];
  variants?: EditedVariant[];
};

/** A product as staff edit it, hidden or not. */
export function writtenProduct(request: Request, id: string): Promise<WrittenProduct> {
  return get(request, `/products/${encodeURIComponent(id)}?languages=all`);
}

const FACTS = ['facts.en', 'facts.ru'];

interface Reading {
  language: Language;
  currency: string;
  /** The facts of the product as they are. */
  known: readonly Fact[];
}

/** What is wrong with a product's form, beside each field; undefined for nothing. */
export function wrongProduct({ typed }: Pick<Edit, 'typed'>, reading: Reading): FormState | undefined {
  const fields: Record<string, keyof Texts> = {};
  for (const name of ['name.en', 'name.ru', 'categoryId'])
    if (!typed[name]) fields[name] = 'admin.products.needed';
  const price = typedMoney(typed['price.amount'] ?? '', reading.language, reading.currency);
  if ('wrong' in price) fields['price.amount'] = price.wrong;
  if (!factsIn(typed['facts.en'] ?? '', typed['facts.ru'] ?? '', reading.known))
    fields['facts.ru'] = 'admin.products.factsWrong';
  if (Object.keys(fields).length === 0) return undefined;
  return { fields, typed, ...('wrong' in price && { values: price.values }) };
}

/** The body that makes a change, with what was there before: the facts as one list. */
export function productBody(edit: Edit, { language, currency, known }: Reading): Record<string, unknown> {
  const changed = edit.changed.filter((name) => !FACTS.includes(name));
  const body = bodyOf({ ...edit, changed }, productValue(language, currency)) as Record<string, object>;
  if (changed.length === edit.changed.length) return body;
  const facts = factsIn(edit.typed['facts.en']!, edit.typed['facts.ru']!, known);
  const was = factsIn(edit.was['facts.en'] ?? '', edit.was['facts.ru'] ?? '', known);
  const said = changed.length === 0 || body['was'] !== undefined;
  return { ...body, facts, ...(said && was && { was: { ...body['was'], facts: was } }) };
}

/** What a form gets back that was not saved: both values where two edited one thing, or why the API refused it. */
export function productRefused(edit: Edit, refusal: Refusal, { language, currency }: Reading): EditState {
  const text = (name: string, value: unknown) => {
    if (name === 'price.amount') return moneyToType(Number(value), language, currency);
    if (typeof value === 'boolean') return value ? 'on' : '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const state = conflictState(edit, refusal, text);
  if (state) return { ...state, conflicts: state.conflicts!.flatMap(eachLanguage) };
  return { fields: {}, typed: edit.typed, was: edit.was, problem: problemOf(refusal) };
}

type Conflict = NonNullable<EditState['conflicts']>[number];

/** Facts are one list for the API, and two fields of the form. */
function eachLanguage(conflict: Conflict): Conflict[] {
  if (conflict.field !== 'facts') return [conflict];
  const lines = (json: string, language: Language) => factLines(JSON.parse(json) as Fact[], language);
  return (['en', 'ru'] as const).map((language) => ({
    field: `facts.${language}`,
    was: lines(conflict.was, language),
    now: lines(conflict.now, language),
    yours: lines(conflict.yours, language),
  }));
}
