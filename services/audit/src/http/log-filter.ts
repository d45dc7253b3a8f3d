import { invalid } from '@sagashop/chassis/errors';
import { Id } from '@sagashop/chassis/http/shapes';
import { endOfDay, startOfDay } from '@sagashop/kernel/clock';
import { Type } from 'typebox';
import type { Filter } from '../actions/read-log.ts';

const Moment = Type.Union([Type.String({ format: 'date' }), Type.String({ format: 'date-time' })]);
const said = { minLength: 1, maxLength: 200, format: 'line' } as const;

/** The query parameters by which entries of the audit log are chosen. */
export const LogFilterQuery = {
  actor: Type.Optional(Id),
  subject: Type.Optional(
    Type.String({ ...said, description: '`product:ID`, or `product` for all products' }),
  ),
  action: Type.Optional(Type.String({ ...said, description: '`product.change`, or `product`' })),
  text: Type.Optional(
    Type.String({ ...said, description: 'what stands in the reason or in a value, in any case of letters' }),
  ),
  from: Type.Optional({ ...Moment, description: 'a day of the shop, or a time' }),
  to: Type.Optional({
    ...Moment,
    description: 'a day of the shop, which is the last one, or the time before which',
  }),
};

/** What such a query asks for, its days being those of the shop. Refuses what looks like a time and is none. */
export function filterOf(
  { from, to, ...rest }: { [K in keyof typeof LogFilterQuery]?: string },
  zone: string,
): Filter {
  return {
    ...rest,
    ...(from !== undefined && { from: momentOf('from', from, (day) => startOfDay(zone, day)) }),
    ...(to !== undefined && { to: momentOf('to', to, (day) => endOfDay(zone, day)) }),
  };
}

const LAST = Date.parse('9999-12-31T23:59:59.999Z'); // later years are written with a sign, which PostgreSQL does not take

/** As PostgreSQL takes it, in ISO 8601; a leap second is none. */
function momentOf(name: string, text: string, ofDay: (day: string) => number): string {
  const ms = text.includes(':') ? Date.parse(text) : ofDay(text);
  if (Number.isNaN(ms)) throw invalid(name, 'is not a time');
  return new Date(Math.min(Math.max(0, ms), LAST)).toISOString();
}
