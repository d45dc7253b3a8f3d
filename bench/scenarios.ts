import type { Peer, StandName } from './stands/stand.ts';

/** What is asked for: an order, in one of several ways, a list of the catalogue, or a page of the shop window. */
export type Asked = OrdersAsked | ReadsAsked | 'rows';
type OrdersAsked = 'order' | 'hot-product' | 'hot-customer' | 'half-refused';
type ReadsAsked = 'list' | 'search' | 'page' | 'kept-page';
const READS: readonly Asked[] = ['list', 'search', 'page', 'kept-page'] satisfies ReadsAsked[];

/** Whether nothing is ordered. */
export function isRead(asked: Asked): boolean {
  return READS.includes(asked);
}

export interface Scenario {
  name: string;
  title: string;
  stand: StandName;
  asked: Asked;
  /** In flight, or at a rate at most so many. */
  concurrency: number;
  /** Measured for so many times as long as others: so slow that there were few orders otherwise. */
  longer?: number;
  /** What is asked for as well meanwhile; only what it does to the rest is measured. */
  beside?: { asked: Asked; rate: Rate };
  /** Requests a second. Missing: a closed loop. */
  rate?: Rate;
}

/** So many times what this scenario reached in the first round. */
export interface Rate {
  times: number;
  of: string;
}

const PLACES_AT_A_RATE = 512;
const PLACES_IN_OVERLOAD = 8192; // more than the shop lets in

function inFlight(stand: StandName, prefix: string, title: string, counts: readonly number[]): Scenario[] {
  return counts.map((concurrency) => ({
    name: `${prefix}-${concurrency}`,
    title: `${title}, ${concurrency} in flight`,
    stand,
    asked: 'order',
    concurrency,
  }));
}

/** A workflow engine, at several levels: which suits it best is found by measuring. */
function peer(stand: Peer, title: string): Scenario[] {
  const levels = inFlight(stand, stand, title, [16, 64, 256]);
  return levels.map((scenario) => ({ ...scenario, longer: 2 }));
}

function atHalf(name: string, title: string, stand: StandName, of: string): Scenario {
  return { name, title, stand, asked: 'order', concurrency: PLACES_AT_A_RATE, rate: { times: 0.5, of } };
}

/** Where pages are as well, half as many as can be: an order to ten pages, more than a shop dreams of. */
function amongPages(name: string, title: string): Scenario {
  const scenario = atHalf(name, title, 'shop-pages', 'pages');
  return { ...scenario, rate: { times: 0.05, of: 'pages' }, longer: 4 };
}

function at256(name: string, title: string, stand: StandName, asked: Asked): Scenario {
  return { name, title, stand, asked, concurrency: 256 };
}

/** All that a round measures, in its order: what stands is started for the first of its own and stopped after the last. */
export const SCENARIOS: readonly Scenario[] = [
  at256('ceiling', 'bare route, a query per sign-in', 'bare', 'order'),
  at256('ceiling-batches', 'bare route, sign-ins in batches', 'bare-batches', 'order'),
  at256('floor', 'the rows alone, by SQL', 'rows', 'rows'),
  ...inFlight('naive', 'naive', 'naive', [1, 64, 256]),
  atHalf('naive-rate', 'naive, at half of its capacity', 'naive', 'naive-256'),
  ...inFlight('shop', 'orders', 'orders', [1, 16, 64, 256, 1024]),
  atHalf('orders-rate', 'orders, at half of capacity', 'shop', 'orders-256'),
  atHalf('orders-naive-rate', 'orders, at half of naive’s capacity', 'shop', 'naive-256'),
  at256('hot-product', 'all for one product', 'shop', 'hot-product'),
  at256('hot-customer', 'all by one customer', 'shop', 'hot-customer'),
  at256('half-refused', 'every second one sold out', 'shop', 'half-refused'),
  at256('list', 'catalogue: lists', 'shop', 'list'),
  at256('search', 'catalogue: searches', 'shop', 'search'),
  {
    ...{ name: 'overload', title: 'orders, twice what it can', stand: 'shop', asked: 'order' },
    ...{ concurrency: PLACES_IN_OVERLOAD, rate: { times: 2, of: 'orders-256' } },
  },
  { ...at256('pages', 'product pages, each for one visitor', 'shop-pages', 'page'), concurrency: 16 },
  at256('pages-kept', 'product pages, the same for everybody', 'shop-pages', 'kept-page'),
  amongPages('pages-none', 'orders at a shop’s pace, no pages'),
  {
    ...amongPages('pages-orders', 'the same, and ten pages for each'),
    beside: { asked: 'page', rate: { times: 0.5, of: 'pages' } },
  },
  ...inFlight('split', 'split', 'split', [1, 16, 64, 256, 1024]),
  atHalf('split-rate', 'split, at half of capacity', 'split', 'split-256'),
];

/** Measured by `--peers`, or when named: their packages are installed first. */
export const PEER_SCENARIOS: readonly Scenario[] = [...peer('dbos', 'DBOS'), ...peer('restate', 'Restate')];

/** What peers are measured beside, in the same rounds. */
export const BESIDE_PEERS = ['ceiling', 'naive-256', 'orders-64', 'orders-256'];

/** Every name of a peer: `dbos`. */
export const PEER_NAMES = [...new Set(PEER_SCENARIOS.map(({ stand }) => stand))];

/** Measured by `--only growth`: on an empty shop and on one with many orders, by turns. */
export const GROWTH = 'growth';
/** Measured by `--only orders-list`: the list that staff find orders in. */
export const ORDERS_LIST = 'orders-list';
/** Measured by `--only pushed`: how soon whoever watches an order hears of its saga. */
export const PUSHED = 'pushed';
/** What is measured apart from the rounds, where `--only` names it. */
export const APART = [GROWTH, ORDERS_LIST, PUSHED];
export const FRESH: Scenario = at256('fresh', 'orders, new shop', 'shop', 'order');
export const GROWN: Scenario = at256('grown', 'orders, after many orders', 'shop', 'order');

const NAMED = [...SCENARIOS, ...PEER_SCENARIOS];

/** What `--only` may name: scenarios, the groups that they belong to (`orders`, `hot`), and growth. */
export function namesToChoose(): string[] {
  const names = NAMED.map(({ name }) => name);
  const groups = names.map((name) => name.split('-')[0]!);
  return [...new Set([...groups, ...names, ...APART])];
}

/**
 * The scenarios of these names or groups, in a round's order, with those before them whose capacity they need.
 * All but the peers when nothing is named. Throws a sentence for a name that is none.
 */
export function chosen(names: readonly string[] | null): Scenario[] {
  if (!names) return [...SCENARIOS];
  const odd = names.find((name) => !namesToChoose().includes(name));
  if (odd !== undefined)
    throw new Error(`There is no scenario '${odd}'. There are: ${namesToChoose().join(', ')}.`);
  const named = NAMED.filter(({ name }) => names.some((wanted) => isOf(name, wanted)));
  const needed = new Set(named.flatMap(({ rate, beside }) => [rate?.of, beside?.rate.of]));
  return NAMED.filter((scenario) => named.includes(scenario) || needed.has(scenario.name));
}

/** `ceiling` is one scenario and a group: by itself it means both. */
function isOf(name: string, wanted: string): boolean {
  return name === wanted || name.startsWith(`${wanted}-`);
}
