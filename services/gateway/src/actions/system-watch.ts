import { type Found, serviceFigures } from './service-figures.ts';
import type { SystemFigures } from './system-figures.ts';
import type { Source } from './system-sources.ts';

const EACH = 1000; // ms between two collections while somebody looks
const WINDOW = 5000; // ms over which rates are taken for whoever goes on looking
const NEWEST = 900; // ms for which a collection is new enough for everybody
const OLDEST = 60_000; // ms after which a collection says nothing of now any more

/** What was found at one time, by service. */
interface Collection {
  at: number;
  found: Map<string, Found[]>;
}

export interface SystemWatch {
  /** All services now. Rates are since whoever looked last, at most a minute ago, or since a process was started. */
  look(): Promise<SystemFigures>;
  /** Has `tell` told once a second until the function that is given back is called. */
  watch(tell: (figures: SystemFigures) => void): () => void;
  stop(): void;
}

/**
 * Looks at all services for as long as anybody wants to know, once a second for all of them together; while nobody looks
 * nothing is read, and nothing runs.
 */
export function systemWatch(sources: readonly Source[], each = EACH): SystemWatch {
  const readers = new Set<(figures: SystemFigures) => void>();
  let kept: Collection[] = [];
  let latest: { at: number; figures: SystemFigures } | undefined;
  let under: Promise<SystemFigures> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const collect = async (): Promise<SystemFigures> => {
    const found = await Promise.all(
      sources.map(async (source) => [source.name, await source.read()] as const),
    );
    const at = performance.now();
    kept = kept.filter((one) => at - one.at < (readers.size > 0 ? WINDOW + each : OLDEST));
    const now: Collection = { at, found: new Map(found) };
    const figures = figuresOf(sources, now, kept);
    kept = readers.size > 0 ? [...kept, now] : [now];
    latest = { at, figures };
    return figures;
  };
  /** One collection at a time, shared by all who ask meanwhile. */
  const shared = () => {
    under ??= collect().finally(() => {
      under = undefined;
      if (readers.size === 0) for (const source of sources) source.rest();
    });
    return under;
  };
  const turn = async () => {
    const began = performance.now();
    const figures = await shared();
    for (const tell of readers) tell(figures);
    clearTimeout(timer);
    if (readers.size > 0) timer = setTimeout(turn, Math.max(0, each - (performance.now() - began))).unref();
  };
  return {
    look: async () => (latest && performance.now() - latest.at < NEWEST ? latest.figures : shared()),
    watch: (tell) => {
      readers.add(tell);
      if (readers.size === 1) void turn();
      else if (latest) tell(latest.figures);
      return () => {
        readers.delete(tell);
        if (readers.size > 0) return;
        clearTimeout(timer);
        if (!under) for (const source of sources) source.rest();
      };
    },
    stop: () => {
      readers.clear();
      clearTimeout(timer);
    },
  };
}

/** The figures of now, each process beside what it had counted the longest ago that is still remembered. */
function figuresOf(sources: readonly Source[], now: Collection, kept: readonly Collection[]): SystemFigures {
  const since = kept[0]?.at;
  const services = sources.map(({ name, neighbours }) => {
    const found = (now.found.get(name) ?? []).map((one) => ({ ...one, before: beforeOf(name, one, kept) }));
    return serviceFigures(name, found, neighbours);
  });
  // The pages say nothing of what they are asked: whoever hands them on does.
  const pages = services.find(({ name }) => name === 'web');
  const handed = services[0]?.calls.find(({ to }) => to === 'web');
  if (pages && handed) {
    pages.requestsPerSecond = handed.requestsPerSecond;
    pages.errorsPerSecond = handed.errorsPerSecond;
  }
  const seconds = since === undefined ? process.uptime() : (now.at - since) / 1000;
  return { at: new Date().toISOString(), seconds: Math.round(seconds * 10) / 10, services };
}

function beforeOf(service: string, { id, startedAt }: Found, kept: readonly Collection[]) {
  for (const { found } of kept) {
    const same = found.get(service)?.find((one) => one.id === id && one.startedAt === startedAt);
    if (same?.reading) return same.reading;
  }
  return undefined;
}
