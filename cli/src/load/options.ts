/** What `sagashop load` was asked for, as it was typed. */
export interface LoadValues {
  orders?: string;
  seconds?: string;
  rate?: string;
  concurrency?: string;
  url?: string;
  token?: string;
  json?: boolean;
}

/** What a run does. */
export interface Plan {
  /** How many orders, the most where `seconds` ends the run. */
  orders: number;
  /** A run without a rate ends after so long; null when it ends with its orders. */
  seconds: number | null;
  /** Orders a second, sent whatever becomes of those before; null: each place sends when it was answered. */
  rate: number | null;
  /** How many may be in flight. */
  concurrency: number;
}

// One receipt of goods is at most a million, and any one product must be able to carry the whole run.
const MOST_ORDERS = 1_000_000;
// Each order in flight has a connection; this many fit into the usual limit of open files on both sides.
const MOST_IN_FLIGHT = 4096;
const MOST_A_SECOND = 100_000;
const LONGEST = 86_400; // s

/**
 * The plan of a run: 1,000 orders when nothing is said, 64 in flight, 512 at a fixed rate. Throws a sentence
 * for what is no such number, and when both orders and seconds are given.
 */
export function readLoadOptions(values: LoadValues): Plan & { json: boolean } {
  if (values.orders !== undefined && values.seconds !== undefined) {
    throw new Error('Give --orders or --seconds, not both.');
  }
  const rate = values.rate === undefined ? null : wholeNumber('--rate', values.rate, MOST_A_SECOND);
  const seconds = values.seconds === undefined ? null : wholeNumber('--seconds', values.seconds, LONGEST);
  const concurrency = values.concurrency ?? (rate === null ? '64' : '512');
  const most = { orders: ordersOf(values, rate, seconds), seconds: rate === null ? seconds : null };
  return {
    ...most,
    rate,
    concurrency: wholeNumber('--concurrency', concurrency, MOST_IN_FLIGHT),
    json: values.json ?? false,
  };
}

function ordersOf({ orders }: LoadValues, rate: number | null, seconds: number | null): number {
  if (seconds === null) return wholeNumber('--orders', orders ?? '1000', MOST_ORDERS);
  if (rate === null) return MOST_ORDERS;
  if (rate * seconds <= MOST_ORDERS) return rate * seconds;
  throw new Error(`--rate ${rate} for ${seconds} seconds is more than ${MOST_ORDERS} orders.`);
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw new Error(`${option} must be a whole number from 1 to ${most}, not '${text}'.`);
}
