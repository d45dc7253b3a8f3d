import { Refusal } from './api.server';
import type { Product } from './api-types';
import {
  type Cart,
  type CartLine,
  MOST_OF_ONE,
  quantityOf,
  withLineAt,
  withMore,
  withQuantity,
} from './cart';
import { parsed } from './cart-text.server';
import { boughtOne } from './catalogue.server';

/** What somebody is told about a change to the cart. */
export type What =
  | 'added'
  | 'removed'
  | 'cut'
  | 'few'
  | 'full'
  | 'out'
  | 'gone'
  | 'away'
  | 'count'
  | 'notThere';

export interface Told {
  what: What;
  product: string;
  /** Of that product in the cart now; where it was removed, before. */
  quantity: number;
}

/** The cart after a form of it, and what was not done as the form asked for. */
export interface Change {
  cart: Cart;
  told: Told[];
}

/** The status of an answer that tells of it. */
export const STATUS: Record<What, number> = {
  ...{
    added: 200,
    removed: 200,
    cut: 200,
    few: 200,
    full: 409,
    out: 409,
    gone: 404,
    away: 503,
    count: 422,
    notThere: 409,
  },
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_NOTED = 20;
const HUGE = 1_000_000_000; // more than any cart takes

/** Puts a product in. What is told of it is read off the cart that came out. */
export async function putIn(request: Request, cart: Cart, form: FormData): Promise<Change> {
  const given = String(form.get('product') ?? '').toLowerCase();
  const id = UUID.test(given) ? given : '';
  const typed = String(form.get('quantity') ?? '1');
  const told = (what: What, now = cart): Change => {
    return { cart: now, told: [{ what, product: id, quantity: quantityOf(now, id) }] };
  };
  const wanted = countIn(typed);
  if (!wanted) return told('count');
  const found = await forSale(request, id);
  if (typeof found === 'string') return told(found);
  const most = found.left ?? MOST_OF_ONE;
  const now = withMore(cart, { productId: id, quantity: wanted, seen: found.price.amount }, most);
  const added = quantityOf(now, id) - quantityOf(cart, id);
  if (quantityOf(now, id) === 0) return told('full');
  if (added === wanted) return told('added', now);
  return told(found.left ? 'few' : 'cut', now);
}

async function forSale(request: Request, id: string): Promise<Product | 'gone' | 'away' | 'out'> {
  if (!id) return 'gone';
  try {
    const found = await boughtOne(request, id);
    return found.availability === 'out' ? 'out' : found;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.status === 404 ? 'gone' : 'away';
  }
}

/** Whether all was done as the form asked for. */
export function asAsked(told: readonly Told[]): boolean {
  return told.every(({ what }) => what === 'added' || what === 'removed');
}

/** Puts a line that was taken out back where it was. What makes no sense changes nothing. */
export function restored(cart: Cart, form: FormData): Change {
  const [line] = parsed(`guest~${String(form.get('restore'))}`).lines;
  const at = Number(form.get('at') ?? cart.lines.length);
  const now = line ? withLineAt(cart, line, at) : cart;
  return { cart: now, told: [] };
}

/**
 * Makes the cart what stands in its form: all quantities that were typed, one more or less where that was pressed,
 * without what was taken out. It stays the very same when a quantity makes no sense, unless something is taken out.
 */
export function changed(cart: Cart, form: FormData): Change {
  const out = String(form.get('remove') ?? '');
  const had = quantityOf(cart, out);
  const told: Told[] = had > 0 ? [{ what: 'removed', product: out, quantity: had }] : [];
  let now = withQuantity(cart, out, 0);
  for (const [name, value] of form) {
    const id = name.startsWith(QUANTITY) ? name.slice(QUANTITY.length) : '';
    if (!id || id === out) continue;
    const typed = String(value);
    const wanted = countIn(typed);
    if (quantityOf(cart, id) === 0) {
      if (wanted !== 0) told.push({ what: 'notThere', product: id, quantity: 0 });
    } else if (wanted === undefined) {
      told.push({ what: 'count', product: id, quantity: quantityOf(cart, id) });
    } else {
      now = withQuantity(now, id, wanted);
      if (wanted > MOST_OF_ONE) told.push({ what: 'cut', product: id, quantity: quantityOf(now, id) });
    }
  }
  const refused = out === '' && told.some(({ what }) => what === 'count');
  return { cart: refused ? cart : stepped(now, String(form.get('step') ?? '')), told };
}

/** With one more or one less of a product, `<id>.1` or `<id>.-1`, and never without it. */
function stepped(cart: Cart, step: string): Cart {
  const [id = '', by = ''] = step.split('.');
  const quantity = quantityOf(cart, id) + (by === '-1' ? -1 : 1);
  return quantityOf(cart, id) > 0 && quantity > 0 ? withQuantity(cart, id, quantity) : cart;
}

/** The quantities in a form of the cart, as they were typed, by product. */
export function typedIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(QUANTITY) ? [[name.slice(QUANTITY.length), String(value).slice(0, 20)]] : [],
    ),
  );
}

/** What is told, as a note for the page that comes next; of many things the first ones. */
export function noteOf(told: readonly Told[]): string {
  return told
    .slice(0, MOST_NOTED)
    .map(({ what, product, quantity }) => `${what}.${product}.${quantity}`)
    .join('~');
}

/** Reads what `noteOf` wrote, and nothing else. */
export function toldIn(note: string): Told[] {
  return note.split('~', MOST_NOTED).flatMap((one): Told[] => {
    const [what = '', product = '', quantity = ''] = one.split('.');
    if (!(Object.hasOwn(STATUS, what) && /^(?:[0-9a-f-]{36})?$/.test(product) && /^\d{1,5}$/.test(quantity)))
      return [];
    return [{ what: what as What, product, quantity: Number(quantity) }];
  });
}

/** What a quantity's field is called in the cart's form, before the product's id. */
const QUANTITY = 'quantity.';

/** How many somebody has typed: a whole number, with blanks wherever; undefined for anything else. */
function countIn(typed: string): number | undefined {
  const digits = typed.normalize('NFKC').replaceAll(/\s/g, '');
  return /^\d{1,40}$/.test(digits) ? Math.min(Number(digits), HUGE) : undefined;
}

/** The cart whose prices were seen as the form says. */
export function withSeen(cart: Cart, form: FormData): Cart {
  const seen = new Map(form.getAll('seen').map((one) => String(one).split('.') as [string, string]));
  const lines = cart.lines.map((line): CartLine => {
    const price = seen.get(line.productId) ?? '';
    return /^\d{1,13}$/.test(price) ? { ...line, seen: Number(price) } : line;
  });
  return { ...cart, lines };
}
