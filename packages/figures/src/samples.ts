import type { Metrics } from '@sagashop/chassis/observe/metrics';

type Registry = Metrics['registry'];

/** One line of a Prometheus page. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** The samples of a page in Prometheus' text format; lines that are none are passed over. */
export function parseSamples(page: string): Sample[] {
  return page.split('\n').flatMap((line) => sampleIn(line) ?? []);
}

function sampleIn(line: string): Sample | undefined {
  const end = line.lastIndexOf(' ');
  if (end <= 0 || line.startsWith('#')) return undefined;
  const value = Number(line.slice(end + 1));
  if (Number.isNaN(value)) return undefined;
  const brace = line.indexOf('{');
  if (brace < 0)
    return line.indexOf(' ') === end ? { name: line.slice(0, end), labels: {}, value } : undefined;
  return { name: line.slice(0, brace), labels: labelsIn(line.slice(brace + 1, end - 1)), value };
}

/** `a="b",c="d"`, where a value may hold all of these signs. */
function labelsIn(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let at = 0; at < text.length; ) {
    const begin = text.indexOf('="', at);
    if (begin < 0) break;
    let end = begin + 2;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    labels[text.slice(at, begin)] = text.slice(begin + 2, end);
    at = end + 2; // past the comma
  }
  return labels;
}

interface Kept {
  at: number;
  samples: Sample[];
}

const SHARED = 200; // ms for which the services of one process share a reading
const kept = new WeakMap<Registry, Kept>();

/** The samples of these families of a process's own page, without the page's other lines. */
export function samplesOf(registry: Registry, families: ReadonlySet<string>): Sample[] {
  const found = kept.get(registry);
  if (found && performance.now() - found.at < SHARED) return found.samples;
  let text = '';
  for (const family of registry.getMetricsAsArray() as unknown as { name: string; lines?: () => string }[])
    if (families.has(family.name)) text += family.lines?.() ?? '';
  const samples = parseSamples(text);
  kept.set(registry, { at: performance.now(), samples });
  return samples;
}
