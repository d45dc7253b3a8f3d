import { ask, get, orNothing, Refusal } from './api.server';
import type { List, Product, ProductDetails, Reminder } from './api-types';
import { boughtOne } from './catalogue.server';
import { cookieOf, SESSION_COOKIE } from './cookies.server';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** For what of a product its visitor waits: their reminders, by the ids of what they wait for. */
export async function waitsFor(
  request: Request,
  { id, availability, variants = [] }: Pick<ProductDetails, 'id' | 'availability' | 'variants'>,
): Promise<Record<string, string>> {
  const isOut = [availability, ...variants.map((one) => one.availability)].includes('out');
  if (!isOut || cookieOf(request, SESSION_COOKIE) === undefined) return {};
  const mine = await orNothing(get<List<Reminder>>(request, `/reminders?productId=${id}&limit=100`));
  return Object.fromEntries((mine?.items ?? []).map((one) => [one.variantId ?? one.productId, one.id]));
}

/** What somebody wants to be told of, as it is for sale now; throws a Refusal where it is not. */
export async function awaited(request: Request, id: string): Promise<Product> {
  if (!UUID.test(id)) throw new Refusal(404, { code: 'not_found' });
  return boughtOne(request, id);
}

/** Asks to be told of something: as who is signed in, or at an address. */
export async function askToBeTold(
  request: Request,
  id: string,
  email: string | undefined,
): Promise<'waiting' | 'asked'> {
  const body = { productId: id, variantId: id, ...(email !== undefined && { email }) };
  const wish = { method: 'POST', body };
  return (await ask<{ state: 'waiting' | 'asked' }>(request, '/reminders', wish)).body.state;
}

/** Asks not to be told; whoever was told meanwhile is not either any more. */
export async function askNotToBeTold(request: Request, id: string): Promise<void> {
  try {
    await ask(request, `/reminders/${encodeURIComponent(id)}`, { method: 'DELETE' });
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
  }
}
