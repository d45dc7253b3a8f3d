/** Where each part of the shop stands on the map, by its middle; what is not here has no place of its own. */
const PLACES: Record<string, readonly [x: number, y: number]> = {
  web: [130, 60],
  gateway: [480, 60],
  audit: [830, 60],
  user: [130, 240],
  order: [480, 240],
  catalog: [830, 240],
  payment: [130, 430],
  stock: [363, 430],
  delivery: [597, 430],
  notify: [830, 430],
};

export const BOX = { width: 176, height: 84 } as const;
export const DRAWING = { width: 960, height: 500 } as const;
const BESIDE = 9; // between two arrows that go both ways

export interface Arrow {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** Where what goes along it is written. */
  label: readonly [x: number, y: number];
}

export const placeOf = (name: string) => PLACES[name];

/** The arrow from the edge of one box to that of another, a little to the right of it; undefined where one has no place. */
export function arrowBetween(from: string, to: string): Arrow | undefined {
  const [a, b] = [PLACES[from], PLACES[to]];
  if (!a || !b || a === b) return undefined;
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  const [sideX, sideY] = [(-dy / length) * BESIDE, (dx / length) * BESIDE];
  const edge = Math.min(
    dx === 0 ? 1 : BOX.width / 2 / Math.abs(dx),
    dy === 0 ? 1 : BOX.height / 2 / Math.abs(dy),
  );
  const at = (share: number) => [a[0] + dx * share + sideX, a[1] + dy * share + sideY] as const;
  const [[x1, y1], [x2, y2]] = [at(edge), at(1 - edge)];
  return { x1, y1, x2, y2, label: at(0.6) };
}

/** How thick an arrow is drawn: nothing goes along it, little, more, much. */
export function weightOf(perSecond: number): 0 | 1 | 2 | 3 {
  if (perSecond <= 0) return 0;
  return perSecond < 5 ? 1 : perSecond < 100 ? 2 : 3;
}
