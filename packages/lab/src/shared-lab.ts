import type { Fault, FaultWish, Hit } from './fault.ts';
import type { Lab } from './lab.ts';
import type { LabTable, Listed, Use } from './lab-table.ts';
import { singleFile } from './single-file.ts';

/** What came of a wish: a fault, the one that the same key has made before, or why there is none. */
export type Begun = { fault: Fault; again?: true } | 'another' | 'too_many';

/** The faults of all processes that share a table: what is wished for, ended and counted in one is so in all. */
export interface SharedLab {
  /** Makes a fault: at once here, elsewhere when that process looks. `use`: the wish's Idempotency-Key. */
  begin(wish: FaultWish, by: string, use?: Use): Promise<Begun>;
  /** Ends the faults that `which` says: at once here, elsewhere when that process looks. */
  end(which: (fault: Fault) => boolean): Promise<void>;
  /** Those that are active, and the last that were, the newest first. */
  look(): Promise<{ active: Fault[]; recent: Fault[] }>;
  /** What has struck an order, the oldest first. */
  hitsOf(order: string): Promise<Hit[]>;
  /** Writes down what was counted here, takes what others have begun, and ends what is over. */
  sync(): Promise<void>;
  /** Ends what was wished for here. */
  close(): Promise<void>;
}

/** Has `lab` strike with the faults that stand in `table`, and writes its own there. */
export function sharedLab(lab: Lab, table: LabTable): SharedLab {
  const file = singleFile();
  const inTurn = <T>(work: () => Promise<T>) => file('table', work); // what was read must not be older than what is known
  const ending = new Set<string>(); // ended here, which the table does not know yet
  const end = (which: (fault: Fault) => boolean) => {
    for (const id of lab.end(which)) ending.add(id);
  };
  const readAll = async (): Promise<Listed[]> => {
    await lab.tallies.write(table.count);
    const told = [...ending];
    const listed = await table.read(told);
    for (const { fault, left, kept } of listed) if (!ending.has(fault.id)) lab.take(fault, left, kept);
    const active = new Set(listed.map(({ fault }) => fault.id));
    lab.end(({ id }) => !active.has(id));
    for (const id of told) ending.delete(id);
    return listed;
  };
  const sync = () => inTurn(readAll);
  return {
    begin: (wish, by, use) =>
      inTurn(async () => {
        const made = await table.add(wish, by, use);
        if (typeof made === 'string') return made;
        const { fault, left, again } = made;
        if (again) return { fault, again };
        lab.take(fault, left, true);
        return { fault };
      }),
    async end(which) {
      end(which);
      await sync(); // others may have begun some
      end(which);
      if (ending.size > 0) await sync();
    },
    look: () =>
      inTurn(async () => {
        const listed = await readAll();
        return { active: listed.map(({ fault }) => fault), recent: await table.recent() };
      }),
    hitsOf: (order) =>
      inTurn(async () => {
        await lab.tallies.write(table.count);
        return table.hitsOf(order);
      }),
    sync: async () => void (await sync()),
    close: () => table.close(),
  };
}
