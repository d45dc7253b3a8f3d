import type { CartLine } from './cart.ts';
import { packed, packedIn, parsed } from './cart-text.server.ts';
import { cookieOf, cookiesNamed, dropCookie, keepCookie, type SetCookie } from './cookies.server.ts';

const ASIDE = 'sagashop_carts';
const KEPT = 90 * 24 * 3600; // seconds
const MOST_BYTES = 3_800; // a browser keeps no cookie of more than 4,096, and sends all of them each time
const LEFT = '+';
/** A cookie for each member who had signed out here, by releases before; there was no end to them. */
const OLDER = /^sagashop_cart_of_([0-9a-f-]{36})$/;
const MOST_DROPPED = 40; // in one answer: its headers have to fit as well

/** A cart that waits in this browser for its member; `left`: what did not fit into the one they have. */
export interface Aside {
  owner: string;
  left: boolean;
  lines: CartLine[];
}

/** The carts that wait here, the newest first. */
export function cartsAside(request: Request): Aside[] {
  const kept = (cookieOf(request, ASIDE) ?? '').split('!').flatMap((text): Aside[] => {
    const left = text.startsWith(LEFT);
    const cart = packedIn(left ? text.slice(LEFT.length) : text);
    return cart ? [{ ...cart, left }] : [];
  });
  // A browser sends what it has kept longest first.
  const older = cookiesNamed(request, OLDER).toReversed();
  return [
    ...kept,
    ...older.flatMap(([, text]): Aside[] => {
      const { owner, lines } = parsed(text);
      return owner === null || kept.some((one) => one.owner === owner) ? [] : [{ owner, lines, left: false }];
    }),
  ];
}

/**
 * Has the browser keep these carts and no others, the first ones as far as one cookie holds them: however many members
 * sign in here, what it sends stays short.
 */
export function keepAside(request: Request, carts: readonly Aside[]): SetCookie[] {
  const texts: string[] = [];
  let room = MOST_BYTES;
  for (const { left, ...cart } of carts) {
    const text = `${left ? LEFT : ''}${packed(cart)}`;
    if (cart.lines.length === 0 || text.length > room) continue;
    texts.push(text);
    room -= text.length + 1;
  }
  const older = cookiesNamed(request, OLDER).slice(-MOST_DROPPED);
  const had = cookieOf(request, ASIDE) !== undefined;
  return [
    ...(texts.length > 0 || had ? [keepCookie(request, ASIDE, texts.join('!'), KEPT)] : []),
    ...older.map(([name]) => dropCookie(name)),
  ];
}

/** Gathers what releases before have put aside into the one cookie; nothing when there is none of theirs. */
export function gatherAside(request: Request): SetCookie[] {
  return cookiesNamed(request, OLDER).length > 0 ? keepAside(request, cartsAside(request)) : [];
}
