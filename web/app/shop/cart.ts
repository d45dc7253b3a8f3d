/** What somebody wants to buy: a product, how many, and the price of one that they saw last (minor units). */
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

/** The cart with so many more of a product; a cart that is full stays as it is. */
export function withMore(cart: Cart, line: CartLine): Cart {
  const known = cart.lines.find(({ productId }) => productId === line.productId);
  if (!known && cart.lines.length >= MOST_LINES) return cart;
  const quantity = Math.min((known?.quantity ?? 0) + line.quantity, MOST_OF_ONE);
  return put(cart, { ...line, quantity });
}

/** The cart with exactly so many of a product that is in it; none takes it out. */
export function withQuantity(cart: Cart, productId: string, quantity: number): Cart {
  if (quantity <= 0) return { ...cart, lines: cart.lines.filter((line) => line.productId !== productId) };
  const lines = cart.lines.map((line) =>
    line.productId === productId ? { ...line, quantity: Math.min(quantity, MOST_OF_ONE) } : line,
  );
  return { ...cart, lines };
}

/**
 * A guest's cart and the one that the same person had as a member. Of a product that is in both the larger number
 * stays: it is more often the same wish twice than two wishes.
 */
export function mergedCarts(owner: string, guest: Cart, own: Cart): Cart {
  let cart: Cart = { owner, lines: own.lines };
  for (const line of guest.lines) {
    const known = own.lines.find(({ productId }) => productId === line.productId);
    if (known) cart = put(cart, { ...line, quantity: Math.max(known.quantity, line.quantity) });
    else cart = withMore(cart, line);
  }
  return cart;
}

function put(cart: Cart, line: CartLine): Cart {
  const at = cart.lines.findIndex(({ productId }) => productId === line.productId);
  if (at < 0) return { ...cart, lines: [...cart.lines, line] };
  return { ...cart, lines: cart.lines.with(at, line) };
}
