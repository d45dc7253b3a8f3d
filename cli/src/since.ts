const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The time in ms since 1970 that `--since` means: `2026-11-23T08:00:00Z`, `2026-11-23` (in UTC), or so long
 * before `now`: `90s`, `15m`, `2h`, `1d`. Throws when it means none.
 */
export function readSince(text: string, now: number = Date.now()): number {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const ms = unit ? now - Number(count) * UNITS[unit]! : Date.parse(text);
  if (!(unit || /^\d{4}-\d{2}-\d{2}/.test(text)) || Number.isNaN(ms))
    throw new Error(
      `--since: '${text}' is neither a time (2026-11-23T08:00:00Z) nor how long ago (15m, 2h, 1d).`,
    );
  return Math.max(0, ms);
}
