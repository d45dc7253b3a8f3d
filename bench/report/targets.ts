import type { Figures } from '../figures.ts';
import { type Spread, spread } from './spread.ts';

/** A ratio that the shop is to reach, and whether it does. */
export interface Target {
  what: string;
  /** As it is written: `≥ 0.3`. */
  bound: string;
  /** What is hoped for beyond it. */
  aim?: string;
  /** Of each round's own ratio; null when one side was not measured. */
  found: Spread | null;
  reached: boolean | null;
}

type Pick = (found: Figures) => number | null | undefined;

const perSecond: Pick = (found) => found.perSecond;
const cpu: Pick = (found) => found.cpu?.total;
const p50: Pick = (found) => found.latency?.p50;
const p99: Pick = (found) => found.latency?.p99;

const RATIOS: readonly {
  what: string;
  pick: Pick;
  /** A scenario; `dbos-*` is of all whose names begin so the one with the least, in each round. */
  over: string;
  under: string;
  least?: number;
  most?: number;
  aim?: string;
}[] = [
  {
    ...{ what: 'orders a second ÷ the bare route’s', pick: perSecond, over: 'orders-256', under: 'ceiling' },
    ...{ least: 0.3, aim: '0.5' },
  },
  {
    ...{ what: 'CPU-ms an order ÷ the bare route’s', pick: cpu, over: 'orders-256', under: 'ceiling' },
    ...{ most: 3.5, aim: '2.2' },
  },
  { what: 'naive’s CPU-ms an order ÷ ours', pick: cpu, over: 'naive-256', under: 'orders-256', least: 5 },
  {
    ...{ what: 'DBOS’ CPU-ms an order, where it does best ÷ ours', pick: cpu },
    ...{ over: 'dbos-*', under: 'orders-256', least: 30 },
  },
  {
    ...{ what: 'Restate’s CPU-ms an order, where it does best ÷ ours', pick: cpu },
    ...{ over: 'restate-*', under: 'orders-256', least: 15 },
  },
  {
    ...{ what: 'P99 at half of naive’s capacity ÷ naive’s there', pick: p99 },
    ...{ over: 'orders-naive-rate', under: 'naive-rate', most: 0.5 },
  },
  { what: 'P50 of one order alone ÷ naive’s', pick: p50, over: 'orders-1', under: 'naive-1', most: 0.8 },
  {
    ...{ what: 'orders a second at twice the capacity ÷ at capacity', pick: perSecond },
    ...{ over: 'overload', under: 'orders-256', least: 0.7 },
  },
  {
    ...{ what: 'split: orders a second ÷ one process’', pick: perSecond },
    ...{ over: 'split-256', under: 'orders-256', least: 0.5 },
  },
  {
    ...{ what: 'orders a second after many orders ÷ at the start', pick: perSecond },
    ...{ over: 'grown', under: 'fresh', least: 0.9 },
  },
  {
    ...{ what: 'catalogue lists a second ÷ the bare route’s', pick: perSecond },
    ...{ over: 'list', under: 'ceiling', least: 0.3 },
  },
  {
    ...{ what: 'product pages a second, each for one visitor ÷ the bare route’s', pick: perSecond },
    ...{ over: 'pages', under: 'ceiling', least: 0.02 },
  },
  {
    ...{ what: 'product pages a second, kept for seconds ÷ the bare route’s', pick: perSecond },
    ...{ over: 'pages-kept', under: 'ceiling', least: 0.3 },
  },
  {
    ...{ what: 'P99 of orders with pages beside ÷ without', pick: p99 },
    ...{ over: 'pages-orders', under: 'pages-none', most: 2 },
  },
];

const MOST_MEMORY = 550; // MB

/** The targets, each with the ratios of its rounds: what was measured in one round is compared with that round's. */
export function judgeTargets(figures: readonly Figures[]): Target[] {
  const ratios = RATIOS.map(({ what, pick, over, under, least, most, aim }) => {
    const found = spread(ratiosOf(figures, pick, over, under));
    const reached =
      found && found.median >= (least ?? 0) && found.median <= (most ?? Number.POSITIVE_INFINITY);
    const bound = least === undefined ? `≤ ${most}` : `≥ ${least}`;
    return { what, bound, ...(aim ? { aim } : {}), found, reached };
  });
  return [...ratios, memoryTarget(figures)];
}

function ratiosOf(figures: readonly Figures[], pick: Pick, over: string, under: string): number[] {
  return [...Map.groupBy(figures, ({ round }) => round).values()].flatMap((round) => {
    const [a, b] = [leastOf(round, over, pick), leastOf(round, under, pick)];
    return a !== null && b !== null && b > 0 ? [a / b] : [];
  });
}

function leastOf(round: readonly Figures[], name: string, pick: Pick): number | null {
  const isMeant = ({ scenario }: Figures) =>
    name.endsWith('*') ? scenario.startsWith(name.slice(0, -1)) : scenario === name;
  const values = round.filter(isMeant).map(pick);
  const found = values.filter((value) => typeof value === 'number');
  return found.length === 0 ? null : Math.min(...found);
}

/** Of each round's order scenarios in one process that with the most memory counts. */
function memoryTarget(figures: readonly Figures[]): Target {
  const orders = figures.filter(({ scenario, memory }) => scenario.startsWith('orders-') && memory);
  const rounds = Map.groupBy(orders, ({ round }) => round);
  const most = [...rounds.values()].map((round) => Math.max(...round.map(({ memory }) => memory!.total)));
  const found = spread(most);
  return {
    what: 'memory under load, one process and PostgreSQL, MB',
    bound: `≤ ${MOST_MEMORY}`,
    found,
    reached: found && found.median <= MOST_MEMORY,
  };
}
