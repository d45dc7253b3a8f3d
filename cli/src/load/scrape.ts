import { parseSamples, type Sample } from '@sagashop/figures/samples';

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

/** What one process counted between two readings. */
export interface Counted {
  samples: Sample[];
  /** It was started anew in between: it counted only since then, and what it had counted before is gone. */
  anew: boolean;
}

/** What each process counted between two readings; null when one is missing. */
export function between(before: Sample[][] | null, after: Sample[][] | null): Counted[] | null {
  if (!before || !after) return null;
  return after.map((page, at) => differences(before[at] ?? [], page));
}

function differences(before: readonly Sample[], after: readonly Sample[]): Counted {
  const key = ({ name, labels }: Sample) => `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
  const born = (samples: readonly Sample[]) =>
    samples.find(({ name }) => name === 'process_start_time_seconds')?.value;
  const anew = born(before) !== born(after);
  const first = new Map(anew ? [] : before.map((sample) => [key(sample), sample.value]));
  const samples = after.map((sample) => ({ ...sample, value: sample.value - (first.get(key(sample)) ?? 0) }));
  return { samples, anew };
}
