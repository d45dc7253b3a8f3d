import { type Address, addressIn, isSameAddress, type KeptAddress } from './address';
import { ask, get, Refusal } from './api.server';
import type { List, StoredAddress } from './api-types';
import { keyFor } from './key.server';

const PATH = '/users/me/addresses';

/** The addresses that the member keeps, the one written or chosen last first. Throws a Refusal. */
export async function keptAddresses(request: Request): Promise<KeptAddress[]> {
  const { items } = await get<List<StoredAddress>>(request, PATH);
  return items.map(({ zip, region, ...one }) => ({ ...one, zip: zip ?? '', region: region ?? '' }));
}

/** Keeps an address, once for each form (by the form's key) however often it is sent. Throws a Refusal. */
export async function keepAddress(request: Request, address: Address, form: string): Promise<void> {
  const headers = { 'idempotency-key': keyFor(form, address) };
  await ask(request, PATH, { method: 'POST', body: bodyOf(address), headers });
}

/** Changes an address, or chooses it as it is: it comes first then. False when it is not there. Throws a Refusal. */
export async function changeAddress(request: Request, id: string, address: Address): Promise<boolean> {
  return there(ask(request, pathOf(id), { method: 'PUT', body: bodyOf(address) }));
}

/** Deletes an address; one that is not there is no error. Throws a Refusal. */
export async function deleteAddress(request: Request, id: string): Promise<void> {
  await there(ask(request, pathOf(id), { method: 'DELETE' }));
}

/**
 * Where a checkout's form says that the order shall go: to an address that is kept (`to`), or to the one that was
 * typed, which is kept as well if the form says so. Undefined when the chosen one is kept no longer. Throws a Refusal.
 */
export async function addressFrom(
  request: Request,
  typed: Record<string, string>,
  form: string,
): Promise<Address | undefined> {
  const { to, keep } = typed;
  const written = addressIn(typed);
  if (isAnother(to) && !keep) return written;
  const kept = await keptAddresses(request);
  const chosen = kept.find((one) => (isAnother(to) ? isSameAddress(one, written) : one.id === to));
  if (!chosen && isAnother(to)) {
    await keepAddress(request, written, form);
    return written;
  }
  return chosen && (await changeAddress(request, chosen.id, chosen)) ? addressIn({ ...chosen }) : undefined;
}

/** Whether a checkout's form brings an address of its own. */
export function isAnother(to: string | undefined): boolean {
  return !to || to === 'another';
}

/** An address as it is sent: a region is left out where there is none, for the release before takes none. */
function bodyOf({ street, zip, city, region }: Address): Partial<Address> {
  return { street, zip, city, ...(region && { region }) };
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}

async function there(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return false;
    throw error;
  }
}
