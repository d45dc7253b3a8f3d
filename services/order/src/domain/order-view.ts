/** A list of orders that somebody keeps: filters and sort of the list, by the names that its route knows. */
export interface OrderView {
  id: string;
  /** Null where its keeper has left. */
  owner: string | null;
  name: string;
  query: Readonly<Record<string, string | number>>;
  /** Whether everybody who sees orders has it. */
  shared: boolean;
  /** Views go by it, and by id where it is the same. */
  position: number;
}

/** Of one's own, and of shared ones. */
export const MOST_VIEWS = 50;
