import { idOf } from './rows/listed-orders.ts';

const DAY = 86_400_000; // ms
const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);

/** What staff look for: what is common, what is rare, what was common long ago, and some of it together. */
export const WISHES: Readonly<Record<string, string>> = {
  all: 'sort=newest',
  confirmed: 'status=confirmed',
  delivered: 'status=delivered',
  cancelled: 'status=cancelled',
  'a rare reason': 'reason=no_courier',
  paid: 'money=paid',
  parked: 'saga=parked',
  ended: 'saga=ended',
  'a courier': `courierId=${idOf('c', 30)}`,
  'a courier who left': `courierId=${idOf('c', 3)}`,
  'a product': `productId=${idOf('b', 77)}`,
  'a customer': `userId=${idOf('a', 42)}`,
  'a delivery day': `deliveryDate=${day(10)}`,
  'a week': `from=${day(20)}&to=${day(14)}`,
  'large totals': 'minTotal=1990000',
  'a band of totals': 'minTotal=100000&maxTotal=110000',
  'a number': 'q=100042',
  'a name': 'q=anna',
  'a whole name': 'q=anna+n000040',
  'a phone': 'q=9000000042',
  'confirmed, a courier': `status=confirmed&courierId=${idOf('c', 30)}`,
  'a product, cancelled': `productId=${idOf('b', 77)}&status=cancelled`,
  'a courier, a product': `courierId=${idOf('c', 3)}&productId=${idOf('b', 78)}`,
  'a name, a product': `q=boris&productId=${idOf('b', 77)}`,
  'a name, a rare reason': 'q=clara&reason=no_courier',
  'nobody, cancelled': 'q=zzzz&status=cancelled',
};
export const SORTS = ['newest', 'oldest', 'total', '-total', 'deliveryDate'] as const;
