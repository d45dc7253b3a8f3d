/** A product of which there was too little: how many pieces were asked for, and how many could have been had. */
export interface Shortage {
  productId: string;
  requested: number;
  available: number;
}

/** What a refusal says is short; undefined when it says nothing of that, as those of earlier releases do. */
export function shortagesIn(detail: Record<string, unknown> | undefined): Shortage[] | undefined {
  const said = detail?.['shortages'];
  return Array.isArray(said) && said.length > 0 ? (said as Shortage[]) : undefined;
}
