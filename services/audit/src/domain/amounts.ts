/** How many pieces of each product, as one text. */
export function amounts(lines: readonly { product: string; quantity: number }[]): string {
  const sums = new Map<string, number>();
  for (const { product, quantity } of lines) sums.set(product, (sums.get(product) ?? 0) + quantity);
  return JSON.stringify([...sums].filter(([, quantity]) => quantity > 0).sort());
}
