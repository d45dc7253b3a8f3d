import type { FormState } from './form';

/** Where an order shall go, as it was typed. */
export interface Address {
  street: string;
  zip: string;
  city: string;
}

/** An address that a member keeps. */
export interface KeptAddress extends Address {
  id: string;
}

/** How addresses are written somewhere. */
export interface AddressForm {
  /** By its code of ISO 3166; empty where it is not known. */
  country: string;
  order: readonly (keyof Address)[];
  /** The form of its postcodes, as a regular expression; empty for any. */
  zip: string;
  /** A postcode that is right. */
  example: string;
  /** Whether postcodes have only digits. */
  numeric: boolean;
  /** Whether an address may be without a postcode. */
  optional: boolean;
}

/** So many a member may keep. */
export const MOST_ADDRESSES = 20;

/** The longest parts of an address. */
export const LONGEST = { street: 300, zip: 20, city: 100 } as const;

/** The address in what was typed. */
export function addressIn({ street = '', zip = '', city = '' }: Record<string, string>): Address {
  return { street, zip, city };
}

/** Whether two addresses say the same. */
export function isSameAddress(one: Address, other: Address): boolean {
  return one.street === other.street && one.zip === other.zip && one.city === other.city;
}

/** An address as it stands on a parcel. */
export function inOneLine(address: Address | undefined): string {
  return address ? [address.street, `${address.zip} ${address.city}`.trim()].filter(Boolean).join(', ') : '';
}

/** What is wrong with an address, by its parts in their order: nothing where it is right. */
export function wrongAddress(address: Address, form: AddressForm): FormState['fields'] {
  const wrong: FormState['fields'] = {};
  for (const part of form.order) {
    const text = address[part];
    if (!text && !(part === 'zip' && form.optional)) wrong[part] = 'error.required';
    else if (text.length > LONGEST[part]) wrong[part] = 'error.tooLong';
    else if (part === 'zip' && text && !isPostcode(text, form)) wrong[part] = 'error.zip';
  }
  return wrong;
}

function isPostcode(text: string, { zip }: AddressForm): boolean {
  return zip === '' || new RegExp(`^(?:${zip})$`, 'i').test(text);
}
