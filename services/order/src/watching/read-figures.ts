import type { Sql } from '@sagashop/chassis/postgres/sql';
import { addDays, dateIn, startOfDay } from '@sagashop/kernel/clock';
import { firstIdAt } from '@sagashop/kernel/ids';
import { countRefused, countUnfinished, type DayOfIds, figuresOfDays } from '../store/figures.ts';

/** This week's days and last week's: today is the last. */
const DAYS = 14;
const HOUR = 3_600_000; // ms
const KEPT = 5_000; // ms: whoever looks again so soon is told the same

/** The reasons of orders that somebody did not want any more; all others are refusals. */
const UNWANTED = ['cancelled_by_customer', 'cancelled_by_shop'];

type Figures = Awaited<ReturnType<typeof readFigures>>;

/** What happened in the last two weeks, in the last hour, and what waits: read at most every five seconds. */
export function figuresReader(sql: Sql, zone: string): () => Promise<Figures> {
  let last: { at: number; figures: Promise<Figures> } | undefined;
  return () => {
    const now = Date.now();
    if (last && now - last.at >= 0 && now - last.at < KEPT) return last.figures;
    const figures = readFigures(sql, zone, now);
    const mine = { at: now, figures };
    last = mine;
    figures.catch(() => {
      if (last === mine) last = undefined;
    });
    return figures;
  };
}

async function readFigures(sql: Sql, zone: string, now: number) {
  const hour = new Date(now - HOUR);
  const [days, refused, sagas] = await Promise.all([
    figuresOfDays(sql, daysUntil(zone, now)),
    countRefused(sql, firstIdAt(hour.getTime()), UNWANTED),
    countUnfinished(sql),
  ]);
  return { days, refused: { since: hour.toISOString(), reasons: refused }, sagas };
}

function daysUntil(zone: string, now: number): DayOfIds[] {
  const today = dateIn(zone, new Date(now));
  const dates = Array.from({ length: DAYS + 1 }, (_, at) => addDays(today, at + 1 - DAYS));
  const starts = dates.map((date) => firstIdAt(startOfDay(zone, date)));
  return dates.slice(0, DAYS).map((date, at) => ({ date, from: starts[at]!, before: starts[at + 1]! }));
}
