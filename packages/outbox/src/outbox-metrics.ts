import { counter, gauge } from '@sagashop/chassis/observe/instruments';
import type { Metrics } from '@sagashop/chassis/observe/metrics';

type Registry = Metrics['registry'];
type Families = ReturnType<typeof families>;

// Several services of one process share a registry, which takes each family once.
const known = new WeakMap<Registry, Families>();

/** What a service's relay counts. `oldest` is in seconds, and 0 when nothing waits. */
export function outboxMetrics({ registry }: Pick<Metrics, 'registry'>, service: string) {
  const all = known.get(registry) ?? families(registry);
  known.set(registry, all);
  return { oldest: all.oldest(service), told: all.told(service), failed: all.failed(service) };
}

function families(registry: Registry) {
  const labels = ['service'];
  return {
    oldest: gauge(registry, {
      name: 'sagashop_outbox_oldest_age_seconds',
      help: 'For how long the oldest event of the outbox has waited to be told; 0 when none waits',
      labels,
    }),
    told: counter(registry, {
      name: 'sagashop_outbox_events_total',
      help: 'Events of the outbox that every subscriber has taken',
      labels,
    }),
    failed: counter(registry, {
      name: 'sagashop_outbox_failures_total',
      help: 'Attempts to tell events that a subscriber or the database has not answered',
      labels,
    }),
  };
}
