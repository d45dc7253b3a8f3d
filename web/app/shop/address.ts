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

/** What is wrong with an address, by its parts: nothing where it is right. */
export function wrongAddress(address: Address): FormState['fields'] {
  const wrong: FormState['fields'] = {};
  for (const part of ['street', 'zip', 'city'] as const) {
    if (!address[part] && part !== 'zip') wrong[part] = 'error.required';
    else if (address[part].length > LONGEST[part]) wrong[part] = 'error.tooLong';
  }
  return wrong;
}
