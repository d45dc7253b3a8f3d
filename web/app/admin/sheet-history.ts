/** One cell that was changed, by its field's name. */
export interface CellChange {
  name: string;
  before: string;
  after: string;
}

/** The texts that cells get. */
type Texts = Record<string, string>;

/**
 * What was done to the cells of a sheet, step by step: a cell that was typed into, or all that one paste has filled. `undo`
 * and `redo` answer what the cells get; undefined where there is nothing.
 */
export function sheetHistory() {
  const done: CellChange[][] = [];
  const undone: CellChange[][] = [];
  return {
    record(changes: readonly CellChange[]): void {
      const real = changes.filter(({ before, after }) => before !== after);
      if (real.length === 0) return;
      done.push(real);
      undone.length = 0;
    },
    undo: (): Texts | undefined => move(done, undone, 'before'),
    redo: (): Texts | undefined => move(undone, done, 'after'),
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
  };
}

function move(from: CellChange[][], to: CellChange[][], state: 'before' | 'after'): Texts | undefined {
  const step = from.pop();
  if (!step) return undefined;
  to.push(step);
  return Object.fromEntries(step.map((change) => [change.name, change[state]]));
}
