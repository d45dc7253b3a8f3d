import { presentOrNull } from './user.ts';

/** So many addresses a user may keep. */
export const MOST_ADDRESSES = 20;

/** The longest parts: together, with what stands between them, they fit into an order's address. */
export const LONGEST = { street: 300, zip: 20, city: 100 } as const;

/** Where something can be sent. Without a postcode it is null. */
export interface Place {
  street: string;
  zip: string | null;
  city: string;
}

/** A place that a user keeps. */
export interface Address extends Place {
  id: string;
}

/** A place as it was sent, without the blanks around its parts. */
export function tidyPlace(given: { street: string; zip?: string | null; city: string }): Place {
  return { street: given.street.trim(), zip: presentOrNull(given.zip), city: given.city.trim() };
}
