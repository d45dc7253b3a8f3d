import type { Customer } from '../shop/api-types';

type Named = Pick<Customer, 'firstName' | 'lastName' | 'username' | 'email'>;

/** What somebody is called: by their names, or else as they sign in or are written to. */
export function personName({ firstName, lastName, username, email }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || (username ?? email);
}
