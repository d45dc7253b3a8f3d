/** What `sagashop load` was asked for, as it was typed. */
export interface LoadValues {
  orders?: string;
  concurrency?: string;
  url?: string;
  token?: string;
  json?: boolean;
}

// One receipt of goods is at most a million, and any one product must be able to carry the whole run.
const MOST_ORDERS = 1_000_000;
// Each order in flight has a connection; this many fit into the usual limit of open files on both sides.
const MOST_IN_FLIGHT = 4096;

/** The numbers of a run, 1,000 orders and 64 in flight when nothing is said. Throws a sentence for what is no such number. */
export function readLoadOptions(values: LoadValues): { orders: number; concurrency: number; json: boolean } {
  return {
    orders: wholeNumber('--orders', values.orders ?? '1000', MOST_ORDERS),
    concurrency: wholeNumber('--concurrency', values.concurrency ?? '64', MOST_IN_FLIGHT),
    json: values.json ?? false,
  };
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw new Error(`${option} must be a whole number from 1 to ${most}, not '${text}'.`);
}
