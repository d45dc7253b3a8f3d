import type { FormState } from './form';

/** Where an order shall go, as it was typed. */
export interface Address {
  street: string;
  zip: string;
  city: string;
  /** What is written of the state, province or prefecture; empty where there is none. */
  region: string;
}

/** An address that a member keeps. */
export interface KeptAddress extends Address {
  id: string;
}

/** How addresses are written somewhere. */
export interface AddressForm {
  /** By its code of ISO 3166; empty where it is not known. */
  country: string;
  /** The parts that are asked for. */
  order: readonly (keyof Address)[];
  /** The parts as they stand in one line: `street, zip city`. */
  line: string;
  /** The form of its postcodes, as a regular expression; empty for any. */
  zip: string;
  /** A postcode that is right. */
  example: string;
  /** Whether postcodes have only digits. */
  numeric: boolean;
  /** Whether an address may be without a postcode. */
  optional: boolean;
  /** What regions are called there. */
  regionKind: 'state' | 'province' | 'prefecture';
  /** What can be chosen as a region: what is written, and its name. Empty where none is asked for. */
  regions: readonly (readonly [written: string, name: string])[];
}

/** So many a member may keep. */
export const MOST_ADDRESSES = 20;

/** The longest parts of an address. */
export const LONGEST = { street: 300, zip: 20, city: 100, region: 60 } as const;

/** The names of an address's parts, as forms send them. */
export const ADDRESS_PARTS = ['street', 'zip', 'city', 'region'] as const satisfies (keyof Address)[];

/** The address in what was typed. */
export function addressIn({
  street = '',
  zip = '',
  city = '',
  region = '',
}: Record<string, string>): Address {
  return { street, zip, city, region };
}

/** Whether two addresses say the same. */
export function isSameAddress(one: Address, other: Address): boolean {
  return ADDRESS_PARTS.every((part) => one[part] === other[part]);
}

/** How the release before wrote an address in one line, and how it is written where the country is not known. */
export const ANY_LINE = 'street, zip city, region';

/** Whether something says how an address stands in one line: with each of its parts once. */
export function isLine(value: unknown): value is string {
  const parts = String(value).split(/,? /);
  return parts.length === ADDRESS_PARTS.length && ADDRESS_PARTS.every((part) => parts.includes(part));
}

/**
 * An address in one line, as it stands on a parcel where the shop is. What is missing leaves nothing behind, and a
 * region that is called as its town is said once.
 */
export function inOneLine(address: Address | undefined, { line }: Pick<AddressForm, 'line'>): string {
  if (!address) return '';
  const { region, city } = address;
  const said = { ...address, region: region === city ? '' : region };
  const pieces = line.split(', ').map((piece) => {
    const texts = piece.split(' ').map((part) => said[part as keyof Address]);
    return texts.filter(Boolean).join(' ');
  });
  return pieces.filter(Boolean).join(', ');
}

/** What is wrong with an address, by its parts in their order: nothing where it is right. */
export function wrongAddress(address: Address, form: AddressForm): FormState['fields'] {
  const wrong: FormState['fields'] = {};
  for (const part of form.order) {
    const text = address[part];
    if (!text && !(part === 'zip' && form.optional)) wrong[part] = 'error.required';
    else if (text.length > LONGEST[part]) wrong[part] = 'error.tooLong';
    else if (part === 'zip' && text && !isPostcode(text, form)) wrong[part] = 'error.zip';
    else if (part === 'region' && !isRegion(text, form)) wrong[part] = 'error.region';
  }
  return wrong;
}

function isPostcode(text: string, { zip }: AddressForm): boolean {
  return zip === '' || new RegExp(`^(?:${zip})$`, 'i').test(text);
}

function isRegion(text: string, { regions }: AddressForm): boolean {
  return regions.some(([written]) => written === text);
}
