import type { App } from '@sagashop/chassis/http/app';
import { DateText, Instant } from '@sagashop/chassis/http/shapes';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import type { figuresReader } from '../watching/read-figures.ts';

const Count = Type.Integer({ minimum: 0 });

const DayShape = Type.Object({
  date: DateText,
  placed: Type.Integer({ description: 'orders that were placed that day, whatever became of them' }),
  cancelled: Type.Integer({ description: 'those of them that were refused, or are cancelled by now' }),
  sold: Type.Intersect([MoneyShape], { description: 'the totals of those that were confirmed and stand' }),
});

const FiguresShape = Type.Object({
  zone: Type.String({ description: "the shop's time zone, in which these are days" }),
  days: Type.Array(DayShape, { description: 'the last 14, today the last' }),
  refused: Type.Object({
    since: Type.Unsafe<string>(Instant),
    reasons: Type.Array(Type.Object({ reason: Type.String(), count: Count })),
  }),
  sagas: Type.Object({ running: Count, parked: Count }),
});

/** `GET /api/orders/figures`: how the shop is doing, for whoever begins the day. */
export function figuresRoute(
  app: App,
  { read, zone, currency }: { read: ReturnType<typeof figuresReader>; zone: string; currency: string },
): void {
  const config = { service: 'order', needs: permission('orders.read') };
  const schema = {
    summary: 'Orders by day, refusals of the last hour, and what has not ended',
    tags: ['orders'],
    response: { 200: FiguresShape },
  };
  app.get('/api/orders/figures', { config, schema }, async () => {
    const { days, ...rest } = await read();
    const sold = (amount: number) => ({ amount, currency });
    return { zone, days: days.map((day) => ({ ...day, sold: sold(day.sold) })), ...rest };
  });
}
