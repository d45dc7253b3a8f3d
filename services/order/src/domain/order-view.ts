/** The lists that are kept under names. */
export const KEPT_LISTS = ['orders', 'sagas'] as const;
export type KeptList = (typeof KEPT_LISTS)[number];

/** A list of orders or sagas that somebody keeps: filters and sort of the list, by the names that its route knows. */
export interface OrderView {
  id: string;
  list: KeptList;
  /** Null where its keeper has left. */
  owner: string | null;
  name: string;
  query: Readonly<Record<string, string | number>>;
  /** Whether everybody who sees orders has it. */
  shared: boolean;
  /** Views go by it, and by id where it is the same. */
  position: number;
}

/** Of one's own, and of shared ones, of each list. */
export const MOST_VIEWS = 50;
