/**
 * The API's path of what is stocked by an id, be it a variant's or that of a product without any. The first variant has its
 * product's own id: which one is meant is said for each.
 */
export function stockPath(id: string, part = '', query: Readonly<Record<string, string>> = {}): string {
  return `/stock/${encodeURIComponent(id)}${part}?${new URLSearchParams({ ...query, variantId: id })}`;
}
