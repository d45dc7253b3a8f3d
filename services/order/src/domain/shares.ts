/**
 * An amount of minor units in parts that are as the weights are to each other, and that add up to it: each is rounded
 * down, and what is left goes to the largest remainders. Without any weight nothing is given.
 */
export function sharesOf(amount: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return weights.map(() => 0);
  // Nothing is to be rounded: said first, since every order comes this way.
  if (all === amount) return [...weights];
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const shares = exact.map((part) => Number(part / BigInt(all)));
  let left = amount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((part, at) => ({ at, remainder: part % BigInt(all) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder < b.remainder ? 1 : -1));
  for (const { at } of byRemainder) {
    if (left-- <= 0) break;
    shares[at]! += 1;
  }
  return shares;
}

/**
 * What so many pieces of a line have cost, of which others were given back before: the last piece takes the rest, so
 * that the pieces of a line add up to what was paid for it, however they are split.
 */
export function shareOfPieces(
  line: { paid: number; quantity: number },
  before: number,
  pieces: number,
): number {
  return upTo(line, before + pieces) - upTo(line, before);
}

/** Rounded down; without a product that is no exact number any more. */
function upTo({ paid, quantity }: { paid: number; quantity: number }, pieces: number): number {
  return Math.floor(paid / quantity) * pieces + Math.floor(((paid % quantity) * pieces) / quantity);
}
