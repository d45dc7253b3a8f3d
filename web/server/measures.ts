import { counter, FINE_SECONDS, histogram } from '@sagashop/chassis/observe/instruments';
import type { Registry } from 'prom-client';

/** What is answered: a file of the build, a page that is the same for everybody, one visitor's own, a form's action. */
export type Kind = 'file' | 'shared' | 'own' | 'form';

/** What the web process counts, besides what it uses. */
export function pageMeasures(registry: Registry) {
  const served = counter(registry, {
    name: 'sagashop_pages_served_total',
    help: 'Answers of the web process: files, pages that are the same for everybody, a visitor’s own, forms',
    labels: ['kind', 'status'],
  });
  const making = histogram(registry, {
    name: 'sagashop_page_duration_seconds',
    help: 'Time to make a page or to act on a form, what it asks the API for included; a page that was kept is not made',
    labels: ['kind'],
    buckets: FINE_SECONDS,
  });
  return {
    served: (kind: Kind, status: number) => served(kind, String(status)).inc(),
    /** The work, timed. */
    timed: async <Done>(kind: Kind, work: Promise<Done>): Promise<Done> => {
      const since = performance.now();
      try {
        return await work;
      } finally {
        making(kind).observe((performance.now() - since) / 1000);
      }
    },
  };
}

export type Measures = ReturnType<typeof pageMeasures>;
