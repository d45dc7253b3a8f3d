import { parseArgs } from 'node:util';
import { BESIDE_PEERS, namesToChoose, PEER_NAMES } from './scenarios.ts';

/** How much is measured. */
export interface Settings {
  rounds: number;
  /** Of each measurement, and of warming up before it. */
  seconds: number;
  warmUp: number;
  products: number;
  /** Finished orders that are there before each measurement. */
  kept: number;
  /** Finished orders of the grown shop. */
  grown: number;
  /** Orders of the shop whose list is measured. */
  orders: number;
}

export interface Options {
  help: boolean;
  quick: boolean;
  peers: boolean;
  only: string[] | null;
  out: string;
  settings: Settings;
}

const USUAL: Settings = {
  rounds: 3,
  seconds: 4,
  warmUp: 1,
  products: 100_000,
  kept: 5000,
  grown: 1_000_000,
  orders: 100_000,
};
const QUICK: Settings = {
  rounds: 1,
  seconds: 2,
  warmUp: 0.5,
  products: 10_000,
  kept: 2000,
  grown: 50_000,
  orders: 20_000,
};

export const HELP = `What an order costs here, beside what it could cost at least and what it costs without batches.

  npm run bench                      everything but growth, side by side, in rounds (see bench/README.md)
  npm run bench -- --quick           a few minutes, and rougher
  npm run bench -- --only NAMES      only these, with commas between:
${wrapped(namesToChoose())}
  npm run bench -- --peers           the same saga on DBOS Transact and on Restate, beside naive, orders and the bare
                                     route, or beside NAMES; installs both in bench/peers the first time (240 MB)
  npm run bench -- --only growth     orders of a new shop and of one with 1,000,000 orders, by turns
  npm run bench -- --only orders-list  every filter and sort of the list that staff find orders in, beside reads by key
  npm run bench -- --only pushed     how soon after its commit whoever watches an order hears of its saga's end
      --rounds N      ${USUAL.rounds}; each round measures everything once
      --seconds S     ${USUAL.seconds}; how long each measurement takes
      --products N    ${USUAL.products}; in the catalogue
      --grown N       ${USUAL.grown}; orders of the grown shop
      --orders N      ${USUAL.orders}; in the list of orders, at most 10,000,000
      --out DIR       bench/results; where the results go
      --help

It prints a table, and writes DATE-COMMIT.json and a chart, DATE-COMMIT.svg. It has a PostgreSQL, folders and ports
of its own, in the temporary folder (TMPDIR), and takes all of it away again. Processor times and memory are read from
/proc: elsewhere than on Linux the table shows a dash for them.
`;

/** Reads the command line. Throws a sentence for what is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      quick: { type: 'boolean' },
      peers: { type: 'boolean' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      products: { type: 'string' },
      grown: { type: 'string' },
      orders: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { quick = false, peers = false } = values;
  const only = values.only?.split(',').map((name) => name.trim()) ?? null;
  const basis = quick ? QUICK : USUAL;
  const number = (
    name: 'rounds' | 'seconds' | 'products' | 'grown' | 'orders',
    least: number,
    most: number,
  ) => (values[name] === undefined ? basis[name] : wholeNumber(`--${name}`, values[name], least, most));
  return {
    help: values.help ?? false,
    quick,
    peers,
    only: peers ? [...(only ?? BESIDE_PEERS), ...PEER_NAMES] : only,
    out: values.out ?? 'bench/results',
    settings: {
      ...basis,
      rounds: number('rounds', 1, 100),
      seconds: number('seconds', 1, 3600),
      products: number('products', 1000, 1_000_000),
      grown: number('grown', 1000, 10_000_000),
      orders: number('orders', 1000, 10_000_000),
    },
  };
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`${option} must be a whole number from ${least} to ${most}, not '${text}'.`);
}

function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 90) lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(`          ${name}`);
  }
  return lines.join('\n');
}
