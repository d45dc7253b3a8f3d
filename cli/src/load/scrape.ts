/** One line of a Prometheus page. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Reads the /metrics of all processes of a shop; null when one cannot be read. */
export async function scrape(urls: readonly string[]): Promise<Sample[][] | null> {
  const pages = await Promise.all(urls.map(readPage));
  return pages.every((page) => page !== null) ? pages : null;
}

async function readPage(url: string): Promise<Sample[] | null> {
  try {
    const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5000) });
    const samples = response.ok ? parseSamples(await response.text()) : [];
    return samples.length > 0 ? samples : null;
  } catch {
    return null;
  }
}

/** The samples of a page in Prometheus' text format; lines that are none are passed over. */
export function parseSamples(page: string): Sample[] {
  return page.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    if (!name || Number.isNaN(Number(value))) return [];
    const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

/**
 * What was counted between two readings. Null when one is missing, or a process was started anew meanwhile:
 * then what the first one counted is gone.
 */
export function between(before: Sample[][] | null, after: Sample[][] | null): Sample[] | null {
  if (!before || !after) return null;
  const pages = after.map((page, at) => differences(before[at] ?? [], page));
  return pages.every((page) => page !== null) ? pages.flat() : null;
}

function differences(before: readonly Sample[], after: readonly Sample[]): Sample[] | null {
  const key = ({ name, labels }: Sample) => `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
  const first = new Map(before.map((sample) => [key(sample), sample.value]));
  const born = (samples: readonly Sample[]) =>
    samples.find(({ name }) => name === 'process_start_time_seconds')?.value;
  if (born(before) !== born(after)) return null;
  return after.map((sample) => ({ ...sample, value: sample.value - (first.get(key(sample)) ?? 0) }));
}
