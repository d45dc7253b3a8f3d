import type { Metric, Registry } from 'prom-client';

/** What one family of series is called and told apart by. */
export interface Named {
  name: string;
  help: string;
  labels?: readonly string[];
}

/** One series that adds up. */
export interface Count {
  add(by?: number): void;
}

/** One series that rises and falls, or is set. */
export interface Level extends Count {
  set(value: number): void;
}

/** One series that keeps how often a value fell into which bucket. */
export interface Spread {
  observe(value: number): void;
}

/** The series of these label values, made when it is first asked for: keep it where it is used often. */
export type Family<S> = (...values: string[]) => S;

/** The most series of one family. What comes beyond it is counted together, each label being `other`. */
export const MOST_SERIES = 500;

/** The buckets of times, in seconds. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

interface Value {
  labels: Record<string, string>;
  value: number;
  metricName?: string;
}

/*
 * Why these are our own: prom-client sorts and hashes the labels at each observation, even on a child made by
 * `labels()`, about 0.7 µs each. An order makes some thirty observations. A series here is a few additions;
 * prom-client's registry still writes the page.
 */

/** A counter that only rises. */
export function counter(registry: Registry, named: Named): Family<Count> {
  return family(registry, named, 'counter', newCount, showCount);
}

/** A value that rises and falls. */
export function gauge(registry: Registry, named: Named): Family<Level> {
  return family(registry, named, 'gauge', newCount, showCount);
}

/** A value that is read when someone looks; several where it returns one for each value of its one label. */
export function readout(
  registry: Registry,
  named: Named & { type?: 'gauge' | 'counter' },
  read: () => number | Record<string, number>,
): void {
  const [label = ''] = named.labels ?? [];
  register(registry, named, named.type ?? 'gauge', () => {
    const found = read();
    if (typeof found === 'number') return [{ labels: {}, value: found }];
    return Object.entries(found).map(([name, value]) => ({ labels: { [label]: name }, value }));
  });
}

/** A histogram with these upper bounds, in ascending order. */
export function histogram(registry: Registry, named: Named & { buckets: readonly number[] }): Family<Spread> {
  const { buckets, name } = named;
  return family(
    registry,
    named,
    'histogram',
    () => newSpread(buckets),
    (spread, labels) => showSpread(name, spread, labels),
  );
}

function newCount() {
  return {
    value: 0,
    add(by = 1) {
      this.value += by;
    },
    set(value: number) {
      this.value = value;
    },
  };
}

function showCount({ value }: { value: number }, labels: Record<string, string>): Value[] {
  return [{ labels, value }];
}

function newSpread(bounds: readonly number[]) {
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

function showSpread(
  name: string,
  { bounds, counts, sum }: ReturnType<typeof newSpread>,
  labels: Record<string, string>,
): Value[] {
  let below = 0;
  const buckets = [...bounds, Number.POSITIVE_INFINITY].map((bound, at) => {
    below += counts[at]!;
    const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound);
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: below };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: below },
  ];
}

function family<S>(
  registry: Registry,
  named: Named,
  type: string,
  make: () => S,
  show: (series: S, labels: Record<string, string>) => Value[],
): Family<S> {
  const { labels: names = [] } = named;
  const known = new Map<string, { series: S; labels: Record<string, string> }>();
  register(registry, named, type, () => [...known.values()].flatMap((one) => show(one.series, one.labels)));
  const find = (values: readonly string[]): S => {
    const key = values.join('\n');
    const found = known.get(key);
    if (found) return found.series;
    const other = names.map(() => 'other');
    if (known.size >= MOST_SERIES && key !== other.join('\n')) return find(other);
    const labels = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
    const series = make();
    known.set(key, { series, labels });
    return series;
  };
  return (...values) => find(values);
}

/** The registry asks a metric for nothing but its values; `labelNames` is for docs/telemetry.md, as prom-client's. */
function register(registry: Registry, named: Named, type: string, values: () => Value[]): void {
  const { name, help, labels: labelNames = [] } = named;
  const metric = { name, help, type, labelNames, get: async () => ({ name, help, type, values: values() }) };
  registry.registerMetric(metric as unknown as Metric);
}
