import type { Figures } from '../figures.ts';

/** Figures of one measurement, plausible where nothing else is said. */
export function figuresOf(scenario: string, round: number, more: Partial<Figures> = {}): Figures {
  return {
    scenario,
    round,
    rate: null,
    beside: null,
    seconds: 4,
    done: 4000,
    perSecond: 1000,
    latency: { p50: 10, p90: 20, p99: 40, max: 60 },
    answers: { 201: 4000 },
    errors: 0,
    cpu: { processes: { shop: 0.3 }, node: 0.3, postgres: 0.2, total: 0.5 },
    generatorCpu: 0.05,
    memory: { node: 200, postgres: 150, total: 350 },
    wal: 7000,
    audit: [],
    ...more,
  };
}

export const cpuOf = (total: number): Figures['cpu'] => ({
  processes: { shop: total / 2 },
  node: total / 2,
  postgres: total / 2,
  total,
});
