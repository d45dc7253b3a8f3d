/** A service that answers nothing for a while: whatever asks it waits. */
export function stillness() {
  let over: PromiseWithResolvers<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let held = 0;
  const end = () => {
    clearTimeout(timer);
    over?.resolve();
    over = undefined;
  };
  return {
    /** Answers nothing for so many ms from now. It ends by itself: whoever told it may be gone. */
    begin(ms: number): void {
      over ??= Promise.withResolvers();
      clearTimeout(timer);
      timer = setTimeout(end, ms).unref();
    },
    end,
    isOn: () => over !== undefined,
    /** Resolves when it is over; undefined where nothing has to wait. */
    wait(): Promise<void> | undefined {
      if (over) held += 1;
      return over?.promise;
    },
    /** How many have begun to wait since this was asked last. */
    held(): number {
      const since = held;
      held = 0;
      return since;
    },
  };
}

export type Stillness = ReturnType<typeof stillness>;
