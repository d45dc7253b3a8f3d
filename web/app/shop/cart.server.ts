import { type Cart, MOST_LINES, MOST_OF_ONE, mergedCarts } from './cart.ts';
import { cookieOf, keepCookie } from './cookies.server.ts';

const CART = 'sagashop_cart';
const ASIDE = 'sagashop_cart_of_';
const KEPT = 90 * 24 * 3600; // seconds
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LINE = /^([0-9a-f-]{36})\.(\d{1,5})\.(\d{1,13})$/;

type SetCookie = [string, string];

/** The visitor's cart; it is in a cookie, so that it needs no service, no account and no JavaScript. */
export function cartOf(request: Request): Cart {
  return parsed(cookieOf(request, CART));
}

/** How many things are in the visitor's cart. */
export function cartCount(request: Request): number {
  return cartOf(request).lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Has the browser keep this cart. */
export function keepCart(request: Request, cart: Cart): SetCookie {
  return keepCookie(request, CART, written(cart), KEPT);
}

/**
 * At a sign-in: a guest's cart is merged with the one that this member left here. Another member's cart, whose
 * session has ended by itself, is put aside for them.
 */
export function cartAtSignIn(request: Request, user: string): SetCookie[] {
  const cart = cartOf(request);
  if (cart.owner === user) return [];
  const own = parsed(cookieOf(request, ASIDE + user));
  const guest = cart.owner === null ? cart : { owner: null, lines: [] };
  return [
    ...putAside(request, cart),
    keepCart(request, mergedCarts(user, guest, own)),
    keepCookie(request, ASIDE + user, '', 0),
  ];
}

/** At a sign-out: a member's cart waits for their next sign-in, and the next visitor has an empty one. */
export function cartAtSignOut(request: Request): SetCookie[] {
  const cart = cartOf(request);
  return cart.owner === null ? [] : [...putAside(request, cart), keepCookie(request, CART, '', 0)];
}

function putAside(request: Request, { owner, lines }: Cart): SetCookie[] {
  if (owner === null || lines.length === 0) return [];
  return [keepCookie(request, ASIDE + owner, written({ owner, lines }), KEPT)];
}

function written({ owner, lines }: Cart): string {
  if (lines.length === 0 && owner === null) return '';
  return [owner ?? 'guest', ...lines.map((line) => `${line.productId}.${line.quantity}.${line.seen}`)].join(
    '~',
  );
}

/** What a cookie says of a cart; what is no line is left out, for anybody can write a cookie. */
function parsed(text = ''): Cart {
  const [owner = '', ...rest] = text.split('~', MOST_LINES + 1);
  const lines = rest.flatMap((one) => {
    const [, productId = '', quantity, seen] = LINE.exec(one) ?? [];
    const line = { productId, quantity: Number(quantity), seen: Number(seen) };
    return UUID.test(productId) && line.quantity >= 1 && line.quantity <= MOST_OF_ONE ? [line] : [];
  });
  const once = new Map(lines.map((line) => [line.productId, line]));
  return { owner: UUID.test(owner) ? owner : null, lines: [...once.values()] };
}
