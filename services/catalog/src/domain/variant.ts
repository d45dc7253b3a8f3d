import type { Localized } from './localized.ts';

/** What a variant is, by the keys of its product's options: `{ size: "M" }`. */
export type Options = Readonly<Record<string, string>>;

/** What an option of a product and its values are called; what is not said is called as it is written. */
export interface OptionText {
  key: string;
  name: Localized;
  values: readonly { value: string; name: Localized }[];
}

/** One of the things that a product can be had as; the price in minor units. */
export interface Variant {
  id: string;
  options: Options;
  price: number;
  /** The address of the picture that shows it; null: the product's own. */
  picture: string | null;
  /** Where it stands among the others. */
  place: number;
}

/** What is to be different; what is undefined stays. */
export interface VariantChange {
  options?: Options;
  price?: number;
  picture?: string | null;
}

/** No product can be had as more. */
export const MOST_VARIANTS = 100;

/** The variant as the change leaves it. */
export function changedVariant(variant: Variant, change: VariantChange): Variant {
  const { options = variant.options, price = variant.price, picture = variant.picture } = change;
  return { ...variant, options, price, picture };
}

/** Whether two variants would be the same to whoever chooses. */
export function sameOptions(one: Options, other: Options): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && one[key] === other[key])
  );
}

/** Whether both say something of the same options, whatever they say. */
export function sameKeys(one: Options, other: Options): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key));
}

/** What the options of a variant say, in each language: "M, red"; empty for one without options. */
export function nameOf(options: Options, texts: readonly OptionText[]): Localized {
  const said = Object.entries(options).map(([key, value]) => ({ at: placeOf(key, texts), key, value }));
  said.sort((a, b) => a.at - b.at);
  const inWords = (language: keyof Localized) =>
    said.map(({ key, value }) => valueName(key, value, texts)[language]).join(', ');
  return { en: inWords('en'), ru: inWords('ru') };
}

function placeOf(key: string, texts: readonly OptionText[]): number {
  const at = texts.findIndex((text) => text.key === key);
  return at < 0 ? texts.length : at;
}

function valueName(key: string, value: string, texts: readonly OptionText[]): Localized {
  const said = texts.find((text) => text.key === key)?.values.find((one) => one.value === value);
  return said?.name ?? { en: value, ru: value };
}

/**
 * The options of a product with the values that its variants have, in the order in which they were described, and then in
 * that of the variants.
 */
export function optionsOf(
  variants: readonly Pick<Variant, 'options'>[],
  texts: readonly OptionText[],
): OptionText[] {
  const keys = [
    ...new Set([...texts.map(({ key }) => key), ...variants.flatMap(({ options }) => Object.keys(options))]),
  ];
  return keys.flatMap((key) => {
    const had = new Set(
      variants.flatMap(({ options }) => (Object.hasOwn(options, key) ? options[key]! : [])),
    );
    if (had.size === 0) return [];
    const text = texts.find((one) => one.key === key);
    const values = [...new Set([...(text?.values ?? []).map(({ value }) => value), ...had])]
      .filter((value) => had.has(value))
      .map((value) => ({ value, name: valueName(key, value, texts) }));
    return [{ key, name: text?.name ?? named(key), values }];
  });
}

/** An option that nobody has described: `shoe-size` is "Shoe size". */
function named(key: string): Localized {
  const words = key.replaceAll('-', ' ');
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return { en: name, ru: KNOWN.get(key.toLowerCase()) ?? name };
}

/** What shops call most options, for whoever has not described theirs. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['size', 'Размер'],
  ['color', 'Цвет'],
  ['colour', 'Цвет'],
  ['material', 'Материал'],
  ['volume', 'Объём'],
  ['weight', 'Вес'],
]);
