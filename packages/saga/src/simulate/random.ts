/** Numbers that look drawn and are always the same for a seed. */
export interface Random {
  /** 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from 0 up to, but not including, `count`. */
  below(count: number): number;
  between(from: number, to: number): number;
  /** Whether something happens that happens so often: 0 never, 1 always. */
  chance(often: number): boolean;
}

/** The generator mulberry32: 32 bits of state, which is plenty for the few hundred draws of a run. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (count) => Math.floor(next() * count),
    between: (from, to) => from + next() * (to - from),
    chance: (often) => often > 0 && next() < often,
  };
}
