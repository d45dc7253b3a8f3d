import { type Cart, type CartLine, mergedCarts } from './cart.ts';
import { parsed, written } from './cart-text.server.ts';
import { type Aside, cartsAside, keepAside } from './carts-aside.server.ts';
import { cookieOf, keepCookie, type SetCookie } from './cookies.server.ts';

const CART = 'sagashop_cart';
const KEPT = 90 * 24 * 3600; // seconds
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
 * At a sign-in: a guest's cart is merged with the one that this member left here, and what does not fit in is kept
 * beside it. Another member's cart, whose session has ended by itself, is put aside for them.
 */
export function cartAtSignIn(request: Request, user: string): SetCookie[] {
  const now = cartOf(request);
  if (now.owner === user) return [];
  const { own = [], others = [] } = Object.groupBy(cartsAside(request), ({ owner }) =>
    owner === user ? 'own' : 'others',
  );
  const kept = own.find(({ left }) => !left)?.lines ?? [];
  const before = own.find(({ left }) => left)?.lines ?? [];
  const guest = now.owner === null ? now.lines : [];
  const { cart, left } = mergedCarts({ owner: user, lines: kept }, [...guest, ...before]);
  const aside = [{ owner: user, left: true, lines: left }, ...asideOf(now), ...others];
  return [keepCart(request, cart), ...keepAside(request, aside)];
}

/** At a sign-out: a member's cart waits for their next sign-in, and the next visitor has an empty one. */
export function cartAtSignOut(request: Request): SetCookie[] {
  const cart = cartOf(request);
  if (cart.owner === null) return [];
  return [
    ...keepAside(request, [...asideOf(cart), ...cartsAside(request)]),
    keepCookie(request, CART, '', 0),
  ];
}

const asideOf = ({ owner, lines }: Cart): Aside[] => (owner === null ? [] : [{ owner, left: false, lines }]);

/** What a member had put in as a guest and what did not fit into their cart: it waits beside it. */
export function leftOver(request: Request): CartLine[] {
  const { owner } = cartOf(request);
  return cartsAside(request).find((one) => one.left && one.owner === owner)?.lines ?? [];
}

/** Puts what did not fit in into the member's cart now, as far as it does; or with `forget` leaves it for good. */
export function settleLeftOver(request: Request, forget: boolean): SetCookie[] {
  const now = cartOf(request);
  if (now.owner === null) return [];
  const others = cartsAside(request).filter((one) => !one.left || one.owner !== now.owner);
  if (forget) return keepAside(request, others);
  const { cart, left } = mergedCarts(now, leftOver(request));
  return [
    keepCart(request, cart),
    ...keepAside(request, [{ owner: now.owner, left: true, lines: left }, ...others]),
  ];
}
