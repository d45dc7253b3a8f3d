/** Where somebody goes who has signed in and was not on the way to a page: whoever is a courier alone to their round. */
export function landing(roles: readonly string[]): string {
  return roles.length > 0 && roles.every((role) => role === 'courier') ? '/courier' : '/';
}
