/** How much is looked at. */
export interface Bounds {
  /** People found by a text from which on their orders are met on the way. */
  people: number;
  /** Rows that an index of its own may have, to be gathered and sorted: where there are more, they are met on the way. */
  few: number;
  /** Rows that facets may have to be taken instead of a text, whose people are many more to look up. */
  rare: number;
  /** Rows of the whole list that are looked at first. */
  glance: number;
  /** Rows of it that are looked at then, where a page is likely to be full by then. */
  likely: number;
  /** Rows of some buckets together from which on each is looked at by itself. */
  large: number;
  /** Rows of each look after that, and ms until the answer is what was found so far. */
  look: number;
  patience: number;
}

export const BOUNDS: Bounds = {
  people: 2000,
  few: 20_000,
  rare: 2000,
  glance: 500,
  likely: 5000,
  large: 5000,
  look: 10_000,
  patience: 120,
};
