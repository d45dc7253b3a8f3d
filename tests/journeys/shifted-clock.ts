/** From now on this process's clock goes so many ms ahead of the machine's, which databases go by, until what is answered is called. */
export function shiftClock(ms: number): () => void {
  const Real = globalThis.Date;
  class Shifted extends Real {
    constructor(...given: []) {
      if (given.length > 0) super(...given);
      else super(Real.now() + ms);
    }
    static override now(): number {
      return Real.now() + ms;
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Real;
    }
  }
  globalThis.Date = Shifted as unknown as DateConstructor;
  return () => {
    globalThis.Date = Real;
  };
}
