import { type Dashboard, lines } from './panels.ts';

const own = '{service=~"$service"}';
const p99 = (buckets: string, by: string) =>
  `histogram_quantile(0.99, sum by (${by}, le) (rate(${buckets}${own}[$__rate_interval])))`;

/** Databases as the services see them, batches, and the processes that use them. */
export const databases: Dashboard = {
  uid: 'sagashop-databases',
  title: 'Sagashop: databases',
  says: 'Connections, waiting and batches of each service, and the processes that use them.',
  services: 'sagashop_database_pool_connections_max',
  panels: [
    lines('Transactions that hold a connection', 'Of the pool’s most.', 'short', [
      {
        expr: `sum by (service) (sagashop_database_transactions{service=~"$service", state="running"})`,
        legend: '{{service}}',
      },
      {
        expr: `sum by (service) (sagashop_database_pool_connections_max${own})`,
        legend: 'most, {{service}}',
      },
    ]),
    lines('Transactions that wait for one', 'More than a moment: docs/runbooks/database-waits.md', 'short', [
      {
        expr: `sum by (service) (sagashop_database_transactions{service=~"$service", state="waiting"})`,
        legend: '{{service}}',
      },
    ]),
    lines('Waiting for a connection, P99', 'And for the transaction’s begin.', 's', [
      { expr: p99('sagashop_database_transaction_wait_seconds_bucket', 'service'), legend: '{{service}}' },
    ]),
    lines('Transactions', 'A second.', 'reqps', [
      {
        expr: `sum by (service) (rate(sagashop_database_transaction_wait_seconds_count${own}[$__rate_interval]))`,
        legend: '{{service}}',
      },
    ]),
    lines('Events that wait to be told', 'The oldest: docs/runbooks/events-wait.md', 's', [
      {
        expr: `max by (service) (sagashop_outbox_oldest_age_seconds${own})`,
        legend: '{{service}}',
      },
    ]),
    lines('Events', 'A second: those that were told, and attempts that failed.', 'reqps', [
      {
        expr: `sum by (service) (rate(sagashop_outbox_events_total${own}[$__rate_interval]))`,
        legend: '{{service}}',
      },
      {
        expr: `sum by (service) (rate(sagashop_outbox_failures_total${own}[$__rate_interval]))`,
        legend: 'failed, {{service}}',
      },
    ]),
    lines('Items in a batch', 'On average.', 'short', [
      {
        expr: `sum by (batch) (rate(sagashop_batch_items_sum${own}[$__rate_interval])) / sum by (batch) (rate(sagashop_batch_items_count${own}[$__rate_interval]) > 0)`,
        legend: '{{batch}}',
      },
    ]),
    lines('Batches, P99', 'From start to end, repetitions included.', 's', [
      { expr: p99('sagashop_batch_duration_seconds_bucket', 'batch'), legend: '{{batch}}' },
    ]),
    lines('Waiting for a batch, P99', 'Of the oldest item.', 's', [
      { expr: p99('sagashop_batch_wait_seconds_bucket', 'batch'), legend: '{{batch}}' },
    ]),
    lines(
      'Batches repeated',
      'A second: after a passing error, or split to find the item that broke it.',
      'reqps',
      [
        {
          expr: `sum by (batch, why) (rate(sagashop_batch_repeats_total${own}[$__rate_interval])) or vector(0)`,
          legend: '{{batch}} {{why}}',
        },
      ],
    ),
    lines('Processor time', 'Cores.', 'short', [
      {
        expr: 'sum by (part) (rate(process_cpu_seconds_total{job="sagashop"}[$__rate_interval]))',
        legend: '{{part}}',
      },
    ]),
    lines('Memory', 'Resident.', 'bytes', [
      { expr: 'max by (part) (process_resident_memory_bytes{job="sagashop"})', legend: '{{part}}' },
    ]),
    lines('Event loop, P99', 'How late it came to a timer.', 's', [
      { expr: 'max by (part) (sagashop_event_loop_delay_seconds{quantile="0.99"})', legend: '{{part}}' },
    ]),
    lines('Event loop busy', 'Share of the time.', 'percentunit', [
      { expr: 'max by (part) (sagashop_event_loop_busy_ratio)', legend: '{{part}}' },
    ]),
  ],
};
