/** Something that answers orders, in processes of its own. */
export interface Stand {
  url: string;
  /** Its processes by what runs in them; each counts with all that it has started. */
  pids: Record<string, number>;
  stop(): Promise<void>;
}

/** `rows`: no process, the rows are written by SQL alone. */
export type StandName = 'bare' | 'bare-batches' | 'rows' | 'naive' | 'shop' | 'shop-pages' | 'split' | Peer;

/** Workflow engines, each in its own folder below ../peers. */
export type Peer = 'dbos' | 'restate';
