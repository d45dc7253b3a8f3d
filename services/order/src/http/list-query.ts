import { invalid } from '@sagashop/chassis/errors';
import { DateText, Id } from '@sagashop/chassis/http/shapes';
import { endOfDay, isDate, startOfDay } from '@sagashop/kernel/clock';
import { firstIdAt } from '@sagashop/kernel/ids';
import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { type Static, Type } from 'typebox';
import { type ListWish, SORTS } from '../domain/list-wish.ts';
import { searchFor } from '../domain/list-words.ts';
import { GOODS, TRANSITIONS } from '../domain/order.ts';
import { MONEY } from '../domain/shown-order.ts';
import { orderEnds } from '../errors.ts';

/** One or several of these, with commas between. */
const some = (values: readonly string[], description: string) =>
  Type.Optional(
    Type.String({ pattern: `^(?:${values.join('|')})(?:,(?:${values.join('|')}))*$`, description }),
  );
const several = 'one, or several with commas between';
const Amount = Type.Optional(Type.Integer({ minimum: 0, maximum: MAX_AMOUNT, description: 'minor units' }));
const Moment = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }));

/** What staff narrow the list of all orders down by. */
export const ListFilters = {
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "beginnings of an order's number, or of words of name, e-mail address or telephone number",
    }),
  ),
  status: some(Object.keys(TRANSITIONS), several),
  reason: some(Object.keys(orderEnds), `of cancelled orders; ${several}`),
  money: some(MONEY, several),
  goods: some(GOODS, several),
  from: Moment("placed on this day of the shop's or later; or an instant"),
  to: Moment("placed on this day of the shop's or earlier; or an instant"),
  deliveryDate: Type.Optional(DateText),
  courierId: Type.Optional(Id),
  productId: Type.Optional(Id),
  minTotal: Amount,
  maxTotal: Amount,
  userId: Type.Optional(Id),
  saga: Type.Optional(Type.Enum(['running', 'parked', 'ended'], { description: 'of its saga' })),
};

const Filters = Type.Object(ListFilters);
export type ListFilters = Static<typeof Filters>;

export const Sort = Type.Optional(
  Type.Enum(SORTS, {
    description: '`newest`, unless given; `total` the smallest first, `-total` the largest',
  }),
);

const LISTS = ['status', 'reason', 'money', 'goods'] as const;
export const FILTER_NAMES = Object.keys(ListFilters) as (keyof ListFilters)[];

/** What is wanted, of filters as they were sent. Refuses days that are none, and ranges that end before they begin. */
export function wishOf(filters: ListFilters, zone: string): ListWish {
  const { q, from, to, deliveryDate, saga, minTotal, maxTotal } = filters;
  const [status, reason, money, goods] = LISTS.map((name) => filters[name]?.split(','));
  const start = from === undefined ? undefined : instantOf('from', from, zone, startOfDay);
  const end = to === undefined ? undefined : instantOf('to', to, zone, endOfDay);
  if (start !== undefined && end !== undefined && end < start)
    throw invalid('to', 'must not be before `from`');
  if (minTotal !== undefined && maxTotal !== undefined && maxTotal < minTotal)
    throw invalid('maxTotal', 'must not be less than `minTotal`');
  const ids = (name: 'courierId' | 'productId' | 'userId') => filters[name]?.toLowerCase();
  const wish: { [K in keyof ListWish]: ListWish[K] | undefined } = {
    search: q === undefined ? undefined : searchFor(q),
    statuses: status,
    reasons: reason,
    money,
    goods,
    courierId: ids('courierId'),
    productId: ids('productId'),
    userId: ids('userId'),
    deliveryDate,
    saga,
    minTotal,
    maxTotal,
    from: start === undefined ? undefined : firstIdAt(start),
    before: end === undefined ? undefined : firstIdAt(end),
  };
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const LAST = Date.parse('9999-01-01T00:00:00Z');

function instantOf(
  name: string,
  text: string,
  zone: string,
  ofDay: (zone: string, date: string) => number,
): number {
  if (isDate(text) && text < '9999') return ofDay(zone, text);
  // A plus sign in an address is a blank.
  const at = INSTANT.test(text.replace(' ', '+')) ? Date.parse(text.replace(' ', '+')) : Number.NaN;
  if (Number.isNaN(at) || at > LAST)
    throw invalid(name, 'must be a day (YYYY-MM-DD) or an instant of ISO 8601');
  // An instant itself is in the range that ends with it.
  return name === 'to' ? at + 1 : at;
}
