import type { Metric, Registry } from 'prom-client';
import type { Told } from './registry.ts';

/** What one family of series is called and told apart by. */
export interface Named {
  name: string;
  help: string;
  labels?: readonly string[];
}

/** One series that adds up. */
export interface Counter {
  inc(by?: number): void;
}

/** One series that rises and falls, or is set. */
export interface Gauge extends Counter {
  dec(by?: number): void;
  set(value: number): void;
}

/** One series that keeps how often a value fell into which bucket. */
export interface Histogram {
  observe(value: number): void;
}

/** The series of these label values, made when it is first asked for: keep it where it is used often. */
export type Family<S> = (...values: string[]) => S;

/** The most series of one family. What comes beyond it is counted together, each label being `other`. */
export const MOST_SERIES = 500;

/** The buckets of times that customers wait for, in seconds: of few series. */
export const FINE_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Those of all other times: two a decade, since each is a line of every series on every page. */
export const SECONDS = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];

/** The labels of a series as the page has them, without braces. */
type Labels = string;

/*
 * Why these are our own: prom-client sorts and hashes the labels at each observation, even on a child made by
 * `labels()`, about 0.7 µs each. An order makes some thirty observations. A series here is a few additions, and a line
 * of the page its number behind a text that is made once (registry.ts).
 */

/** A counter that only rises. */
export function counter(registry: Registry, named: Named): Family<Counter> {
  return family(registry, named, 'counter', newCounter, showCounter(named.name));
}

/** A value that rises and falls. */
export function gauge(registry: Registry, named: Named): Family<Gauge> {
  return family(registry, named, 'gauge', newCounter, showCounter(named.name));
}

/** A value that is read when someone looks; several where it returns one for each value of its one label. */
export function collect(
  registry: Registry,
  named: Named & { type?: 'gauge' | 'counter' },
  read: () => number | Record<string, number>,
): void {
  const [label = ''] = named.labels ?? [];
  register(registry, named, named.type ?? 'gauge', () => {
    const found = read();
    if (typeof found === 'number') return `${named.name} ${found}\n`;
    const lines = Object.entries(found).map(
      ([name, value]) => `${named.name}{${textOf([label], [name])}} ${value}\n`,
    );
    return lines.join('');
  });
}

/** A histogram with these upper bounds, in ascending order. What was never observed is not on the page. */
export function histogram(
  registry: Registry,
  named: Named & { buckets: readonly number[] },
): Family<Histogram> {
  const { buckets, name } = named;
  return family(registry, named, 'histogram', () => newHistogram(buckets), showHistogram(name, buckets));
}

/** How often and how much in all: a histogram's `_count` and `_sum` for those who ask for the average only. */
export function summary(registry: Registry, named: Named): Family<Histogram> {
  return family(registry, named, 'summary', () => newHistogram([]), showSums(named.name));
}

function newCounter() {
  return {
    value: 0,
    inc(by = 1) {
      this.value += by;
    },
    dec(by = 1) {
      this.value -= by;
    },
    set(value: number) {
      this.value = value;
    },
  };
}

const showCounter =
  (name: string) =>
  (labels: Labels): ((series: { value: number }) => string) => {
    const begin = labels ? `${name}{${labels}} ` : `${name} `;
    return ({ value }) => `${begin}${value}\n`;
  };

function newHistogram(bounds: readonly number[]) {
  return {
    bounds,
    counts: new Float64Array(bounds.length + 1),
    sum: 0,
    observe(value: number) {
      let at = 0;
      while (at < bounds.length && value > bounds[at]!) at += 1;
      this.counts[at]! += 1;
      this.sum += value;
    },
  };
}

type Observed = ReturnType<typeof newHistogram>;

const showHistogram = (name: string, bounds: readonly number[]) => (labels: Labels) => {
  const comma = labels && ',';
  const begins = [...bounds.map(String), '+Inf'].map(
    (bound) => `${name}_bucket{${labels}${comma}le="${bound}"} `,
  );
  const sums = showSums(name)(labels);
  return (spread: Observed): string => {
    let below = 0;
    let text = '';
    for (let at = 0; at < begins.length; at += 1) {
      below += spread.counts[at]!;
      text += `${begins[at]}${below}\n`;
    }
    return below === 0 ? '' : text + sums(spread);
  };
};

const showSums = (name: string) => (labels: Labels) => {
  const [sum, count] = ['sum', 'count'].map((what) => `${name}_${what}${labels && `{${labels}}`} `);
  return (spread: Observed): string => {
    let all = 0;
    for (const each of spread.counts) all += each;
    return all === 0 ? '' : `${sum}${spread.sum}\n${count}${all}\n`;
  };
};

function family<S>(
  registry: Registry,
  named: Named,
  type: string,
  make: () => S,
  show: (labels: Labels) => (series: S) => string,
): Family<S> {
  const { labels: names = [] } = named;
  const known = new Map<string, { series: S; show: (series: S) => string }>();
  register(registry, named, type, () => {
    let text = '';
    for (const one of known.values()) text += one.show(one.series);
    return text;
  });
  const find = (values: readonly string[]): S => {
    const key = values.join('\n');
    const found = known.get(key);
    if (found) return found.series;
    const other = names.map(() => 'other');
    if (known.size >= MOST_SERIES && key !== other.join('\n')) return find(other);
    const series = make();
    known.set(key, { series, show: show(textOf(names, values)) });
    return series;
  };
  return (...values) => find(values);
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

function textOf(names: readonly string[], values: readonly string[]): Labels {
  const escaped = (text = '') => text.replaceAll(/[\\"\n]/g, (sign) => ESCAPED[sign]!);
  return names.map((name, at) => `${name}="${escaped(values[at])}"`).join(',');
}

/** `labelNames` is for docs/reference/metrics.md, as prom-client's. */
function register(registry: Registry, named: Named, type: string, lines: () => string): void {
  const { name, help, labels: labelNames = [] } = named;
  const told: Told = { name, help, type, labelNames, lines };
  registry.registerMetric(told as unknown as Metric);
}
