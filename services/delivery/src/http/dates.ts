import { READS } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { PageOf } from '@sagashop/chassis/http/lists';
import { DateText } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import { bookableDays } from '../actions/bookable-days.ts';
import { freePlaces } from '../store/days.ts';

const DeliveryDate = Type.Object({
  date: DateText,
  free: Type.Integer({ description: 'Deliveries that can still be booked that day' }),
});

const DeliveryDates = Type.Object({
  ...PageOf(DeliveryDate).properties,
  zone: Type.String({ description: "The shop's time zone, in which these are days" }),
});

export function datesRoute(app: App, sql: Sql, zone: string): void {
  app.get(
    '/api/delivery/dates',
    {
      schema: {
        summary: 'The days on which a delivery can be booked, tomorrow to +14 days',
        tags: ['delivery'],
        response: { 200: DeliveryDates },
      },
      config: { service: 'delivery', needs: 'anyone', limits: READS },
    },
    async () => {
      const { days } = await bookableDays(sql, zone);
      const free = new Map((await freePlaces(sql, days)).map((day) => [day.date, day.free]));
      const items = days.map((date) => ({ date, free: free.get(date) ?? 0 }));
      return { items, nextCursor: null, zone };
    },
  );
}
