/** What a chart's picture is drawn on: units, not pixels. */
export const DRAWN = { width: 700, height: 160 } as const;

interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A day's bar, and the one of the week before behind it. */
export interface DayBars {
  now: Bar;
  before: Bar;
}

/** The bars of days, each with its value and that of a week before; `most` is the highest value, at the upper edge. */
export function barsOf(days: readonly (readonly [now: number, before: number])[]) {
  const most = Math.max(0, ...days.flat());
  const step = DRAWN.width / Math.max(1, days.length);
  const bar = (value: number, x: number, width: number): Bar => {
    const height = most === 0 ? 0 : round((value / most) * DRAWN.height);
    return { x: round(x), y: round(DRAWN.height - height), width: round(width), height };
  };
  const drawn = days.map(
    ([now, before], at): DayBars => ({
      before: bar(before, at * step + step * 0.12, step * 0.5),
      now: bar(now, at * step + step * 0.38, step * 0.5),
    }),
  );
  return { most, drawn };
}

const round = (value: number) => Math.round(value * 10) / 10;
