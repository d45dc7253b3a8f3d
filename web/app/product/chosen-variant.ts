import type { ProductDetails } from '../shop/api-types';

type Variant = NonNullable<ProductDetails['variants']>[number];

/** Which of its variants a product is shown as: the one that is asked for, or the first that can be had. */
export function chosenVariant(
  { variants = [] }: Pick<ProductDetails, 'variants'>,
  asked: string | null,
): Variant | undefined {
  return (
    variants.find(({ id }) => id === asked?.toLowerCase()) ??
    variants.find(({ availability }) => availability !== 'out') ??
    variants[0]
  );
}

/** The product as one of its variants: bought under its id, with its name, its price, its picture, and how much there is. */
export function asVariant(product: ProductDetails, variant: Variant | undefined): ProductDetails {
  if (!variant) return product;
  const { left: _, lowestBefore: __, priceTo: ___, ...rest } = product;
  const { id, price, availability, left, lowestBefore, picture = rest.picture } = variant;
  const name = nameOf(product, variant);
  return {
    ...rest,
    ...{ id, name, price, availability, picture },
    ...(left !== undefined && { left }),
    ...(lowestBefore && { lowestBefore }),
    pictures: picturesFrom(rest.pictures, variant.picture, name),
  };
}

/** What a variant is called in a cart: "T-shirt, M". */
export function nameOf({ name }: Pick<ProductDetails, 'name'>, variant: Variant): string {
  return variant.name ? `${name}, ${variant.name}` : name;
}

/** The picture of the variant first, and the others behind it. */
function picturesFrom(pictures: ProductDetails['pictures'], first: string | undefined, alt: string) {
  if (first === undefined) return pictures;
  const own = pictures.find(({ url }) => url === first) ?? { url: first, alt };
  return [own, ...pictures.filter(({ url }) => url !== first)];
}

/** A value of an option as it can be chosen beside what is chosen of the others. */
export interface Choice {
  value: string;
  name: string;
  /** Which variant is shown when it is chosen. */
  leadsTo: string;
  /** `out`: sold out; `other`: there is none like that, and it leads to one that differs in more. */
  is: 'chosen' | 'there' | 'out' | 'other';
  /** Where it differs in more, what it leads to. */
  what: string;
}

type Option = NonNullable<ProductDetails['options']>[number];

/** The values of an option, each with where choosing it leads. */
export function choicesOf(
  option: Option,
  { options = [], variants = [] }: Pick<ProductDetails, 'options' | 'variants'>,
  chosen: Variant,
): Choice[] {
  return option.values.flatMap(({ value, name }): Choice[] => {
    const wanted = { ...chosen.options, [option.key]: value };
    const having = variants.filter((one) => one.options[option.key] === value);
    const exact = having.find((one) => Object.entries(wanted).every(([key, of]) => one.options[key] === of));
    const to = exact ?? having.find(({ availability }) => availability !== 'out') ?? having[0];
    if (!to) return [];
    const there = to.availability === 'out' ? ('out' as const) : ('there' as const);
    const is = to.id === chosen.id ? ('chosen' as const) : exact ? there : ('other' as const);
    return [{ value, name, leadsTo: to.id, is, what: differing(options, to, wanted) }];
  });
}

/** What a variant is otherwise than it was wanted. */
function differing(options: readonly Option[], to: Variant, wanted: Variant['options']): string {
  return options
    .filter(({ key }) => to.options[key] !== wanted[key])
    .flatMap(({ key, values }) => values.find(({ value }) => value === to.options[key])?.name ?? [])
    .join(', ');
}
