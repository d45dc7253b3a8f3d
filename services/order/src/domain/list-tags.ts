/** Orders in a bucket, more or less. */
export const BUCKET = 16_384;
const MOST_BUCKETS = 4096;
/** What of a tag says which facet it is of, whatever its bucket. */
export const FACET_OF_TAG = -MOST_BUCKETS;

/** What orders are found by where few are like them. */
export interface Facets {
  status?: string;
  reason?: string | null;
  money?: string;
  goods?: string;
  courier?: string | null;
  product?: string;
}

/** One value of one facet as a number: 20 bits of a hash, above room for a bucket. Two values may share one. */
export function facetOf(name: keyof Facets, value: string): number {
  let hash = 0x811c9dc5;
  const text = `${name}:${value}`;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return (hash << 12) | 0;
}

/** A facet's tag in a bucket. */
export const tagOf = (facet: number, bucket: number): number => facet | (bucket % MOST_BUCKETS);
