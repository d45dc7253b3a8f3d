/**
 * What somebody wants to buy: the id of a variant, or of a product that is had as itself alone, how many, and the price of
 * one that they saw last (minor units).
 */
export interface CartLine {
  productId: string;
  quantity: number;
  seen: number;
}

/** Whose cart it is (null: a guest's), and what is in it. */
export interface Cart {
  owner: string | null;
  lines: CartLine[];
}

/** Different products in a cart: as many as fit into a cookie with room to spare. */
export const MOST_LINES = 50;
/** Of one product, as in an order. */
export const MOST_OF_ONE = 10_000;

/** The cart with so many more of a product, up to `most` of it; a cart that is full stays as it is. */
export function withMore(cart: Cart, line: CartLine, most = MOST_OF_ONE): Cart {
  const known = quantityOf(cart, line.productId);
  if (known === 0 && cart.lines.length >= MOST_LINES) return cart;
  const quantity = Math.max(known, Math.min(known + line.quantity, most));
  return put(cart, { ...line, quantity });
}

/** The cart with a line back where it was; one whose product is there again, or that is full, stays as it is. */
export function withLineAt(cart: Cart, line: CartLine, at: number): Cart {
  if (quantityOf(cart, line.productId) > 0 || cart.lines.length >= MOST_LINES) return cart;
  return { ...cart, lines: cart.lines.toSpliced(at, 0, line) };
}

/** The cart with exactly so many of a product that is in it; none takes it out. */
export function withQuantity(cart: Cart, productId: string, quantity: number): Cart {
  if (quantity <= 0) return { ...cart, lines: cart.lines.filter((line) => line.productId !== productId) };
  const lines = cart.lines.map((line) =>
    line.productId === productId ? { ...line, quantity: Math.min(quantity, MOST_OF_ONE) } : line,
  );
  return { ...cart, lines };
}

/** How many of a product are in the cart. */
export function quantityOf({ lines }: Cart, productId: string): number {
  return lines.find((line) => line.productId === productId)?.quantity ?? 0;
}

/**
 * A member's cart with what the same person had elsewhere, as a guest for instance; `left` is what does not fit in any
 * more. Of a product that is in both the larger number stays: it is more often the same wish twice than two wishes.
 */
export function mergedCarts(own: Cart, others: readonly CartLine[]): { cart: Cart; left: CartLine[] } {
  let cart = own;
  const left: CartLine[] = [];
  for (const line of others) {
    const known = quantityOf(cart, line.productId);
    if (known > 0) cart = put(cart, { ...line, quantity: Math.max(known, line.quantity) });
    else if (cart.lines.length < MOST_LINES) cart = put(cart, line);
    else left.push(line);
  }
  return { cart, left };
}

function put(cart: Cart, line: CartLine): Cart {
  const at = cart.lines.findIndex(({ productId }) => productId === line.productId);
  if (at < 0) return { ...cart, lines: [...cart.lines, line] };
  return { ...cart, lines: cart.lines.with(at, line) };
}
