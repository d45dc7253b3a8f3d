import { signedIn } from '@sagashop/chassis/http/identity';

/** Whether somebody may do this as a courier alone, and so with their own parcels. */
export function onlyCourier(request: Parameters<typeof signedIn>[0]): boolean {
  const { roles = [] } = signedIn(request) as { roles?: readonly string[] };
  return !['owner', 'clerk', 'packer'].some((role) => roles.includes(role));
}
