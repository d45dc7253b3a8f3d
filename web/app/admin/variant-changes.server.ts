import { ask, Refusal } from '../shop/api.server';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Language } from '../words/languages';
import { typedMoney } from '../words/typed-money';
import type { Texts } from '../words/words';
import { combinationsOf, optionLines } from './option-lines';
import type { WrittenProduct } from './product-edit.server';

const MOST = 100;

/** What a form of variants was refused for, and what was typed into it. */
export interface VariantRefused {
  form: string;
  text: keyof Texts;
  values?: Record<string, string>;
  /** Not where somebody else was faster: what they have written is looked at before it is written over. */
  typed: Record<string, string>;
}

interface Asked {
  request: Request;
  product: WrittenProduct;
  form: FormData;
  language: Language;
}

const SAID: Record<string, keyof Texts> = {
  variant_exists: 'admin.variants.exists',
  last_variant: 'admin.variants.last',
  edit_conflict: 'admin.variants.changed',
  validation_failed: 'admin.variants.wrong',
};

/** Does what a form of variants asks for. Answers what it was refused for; undefined when it is done. */
export async function changeVariants(asked: Asked): Promise<VariantRefused | undefined> {
  const { form } = asked;
  const act = String(form.get('act'));
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 2_000)]));
  const name = act === 'save' || act === 'delete' ? String(form.get('variant')) : act;
  const wrong = (text: keyof Texts, values?: Record<string, string>): VariantRefused => {
    return { form: name, text, typed, ...(values && { values }) };
  };
  try {
    if (act === 'save') return await saveOne(asked, wrong);
    if (act === 'make') return await makeMany(asked, wrong);
    if (act === 'texts') await saveTexts(asked);
    else if (act === 'delete') await ask(asked.request, variantPath(asked), { method: 'DELETE' });
    else return wrong('error.validation_failed');
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refused = wrong(SAID[error.code] ?? problemOf(error));
    return error.code === 'edit_conflict' ? { ...refused, typed: {} } : refused;
  }
}

type Wrong = (text: keyof Texts, values?: Record<string, string>) => VariantRefused;

const pathOf = ({ product }: Asked) => `/products/${product.id}/variants`;
const variantPath = (asked: Asked) =>
  `${pathOf(asked)}/${encodeURIComponent(String(asked.form.get('variant')))}`;

async function saveOne(asked: Asked, wrong: Wrong): Promise<VariantRefused | undefined> {
  const { request, product, form, language } = asked;
  const { currency } = product.price;
  const price = typedMoney(String(form.get('price') ?? ''), language, currency);
  if ('wrong' in price) return wrong(price.wrong, price.values);
  const before = typedMoney(String(form.get('wasPrice') ?? ''), language, currency);
  const options = Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('option.') ? [[name.slice('option.'.length), String(value).trim()]] : [],
    ),
  );
  const picture = String(form.get('picture') ?? '') || null;
  const was = {
    ...('amount' in before && { price: { amount: before.amount } }),
    options: optionsIn(form.get('wasOptions')) ?? options,
    picture: String(form.get('wasPicture') ?? '') || null,
  };
  const body = { price: { amount: price.amount }, options, picture, ...('price' in was && { was }) };
  await ask(request, variantPath(asked), { method: 'PATCH', body });
  return undefined;
}

async function makeMany(asked: Asked, wrong: Wrong): Promise<VariantRefused | undefined> {
  const { request, product, form, language } = asked;
  const lines = optionLines(String(form.get('lines') ?? '').slice(0, 5_000));
  if (!lines) return wrong('admin.variants.lines');
  const said = String(form.get('price') ?? '').trim();
  const price = said ? typedMoney(said, language, product.price.currency) : product.price;
  if ('wrong' in price) return wrong(price.wrong, price.values);
  const many = lines.reduce((product, { values }) => product * values.length, 1);
  if (many > MOST) return wrong('admin.variants.many');
  const keyed = lines.map(({ name, values }, nth) => ({ key: keyOf(name, product, nth), values }));
  // One after the other: the first takes the product's own place.
  for (const options of combinationsOf(keyed)) {
    const body = { options, price: { amount: price.amount } };
    const headers = { 'idempotency-key': keyFor(form.get('key'), product.id, body) };
    await ask(request, pathOf(asked), { method: 'POST', body, headers }).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'variant_exists')) throw error;
    });
  }
  return undefined;
}

/** The key of an option that the product has under this name, or one that can be made of it. */
function keyOf(name: string, { options = [] }: WrittenProduct, nth: number): string {
  const wanted = name.toLowerCase();
  const known = options.find((one) =>
    [one.key, one.name.en, one.name.ru].some((text) => text.toLowerCase() === wanted),
  );
  const words = wanted.match(/[a-z0-9]+/g);
  return known?.key ?? KEYS.get(wanted) ?? (words ? words.join('-').slice(0, 40) : `option-${nth + 1}`);
}

const KEYS = new Map([
  ['размер', 'size'],
  ['цвет', 'color'],
  ['материал', 'material'],
  ['объём', 'volume'],
  ['вес', 'weight'],
]);

/** What options and values are called, in both languages: fields `en.KEY`, `en.KEY.VALUE` and the same in Russian. */
async function saveTexts({ request, product, form }: Asked): Promise<void> {
  const text = (field: string, otherwise: string) => String(form.get(field) ?? '').trim() || otherwise;
  const both = (field: string, otherwise: string) => ({
    en: text(`en.${field}`, otherwise),
    ru: text(`ru.${field}`, otherwise),
  });
  const values = new Map<string, Set<string>>();
  for (const { options } of product.variants ?? [])
    for (const [key, value] of Object.entries(options))
      values.set(key, (values.get(key) ?? new Set()).add(value));
  const options = [...values].map(([key, all]) => ({
    key,
    name: both(key, key),
    values: [...all].map((value) => ({ value, name: both(`${key}.${value}`, value) })),
  }));
  await ask(request, `/products/${product.id}`, { method: 'PATCH', body: { options } });
}

function optionsIn(sent: unknown): Record<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(String(sent));
    const whole = typeof read === 'object' && read !== null && !Array.isArray(read);
    return whole && Object.values(read).every((one) => typeof one === 'string')
      ? (read as Record<string, string>)
      : undefined;
  } catch {
    return undefined;
  }
}
