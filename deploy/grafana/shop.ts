import { type Dashboard, lines, quantiles, stat } from './panels.ts';

const confirmed = 'sum(rate(sagashop_orders_confirmed_total[$__rate_interval]))';
const cancelled = 'sum(rate(sagashop_orders_cancelled_total[$__rate_interval]))';
const confirming = 'sagashop_order_confirm_seconds_bucket';

/** The business: orders, money, how fast, and whether anything is lost. */
export const shop: Dashboard = {
  uid: 'sagashop-shop',
  title: 'Sagashop: shop',
  says: 'Orders, money, and whether every order has ended whole or not at all.',
  panels: [
    stat('Confirmed a minute', 'Orders that were confirmed.', 'short', `60 * ${confirmed}`),
    stat(
      'Confirmed of ended',
      'Of the orders that were confirmed or cancelled. Those without money or goods count as cancelled.',
      'percentunit',
      `${confirmed} / (${confirmed} + (${cancelled} or vector(0)) > 0)`,
    ),
    stat(
      'Time to confirm, P99',
      'From the request’s arrival to the commit of its confirmation.',
      's',
      `histogram_quantile(0.99, sum by (le) (rate(${confirming}[$__rate_interval])))`,
      [
        [null, 'green'],
        [1, 'orange'],
        [5, 'red'],
      ],
    ),
    stat('In flight', 'Sagas that run now.', 'short', 'sum(sagashop_sagas_running)'),
    stat(
      'Invariants hold',
      'What the audit knows: 1 all hold, 0 one does not. docs/runbooks/audit-failed.md',
      'none',
      'min(sagashop_audit_ok)',
      [
        [null, 'red'],
        [1, 'green'],
      ],
    ),
    stat(
      'Since the last audit',
      'The audit looks each minute; an old look means that a service was away.',
      's',
      'time() - max(sagashop_audit_look_timestamp_seconds)',
      [
        [null, 'green'],
        [600, 'orange'],
      ],
    ),
    stat(
      'Oldest invoice that is due',
      'An invoice or credit note that was not issued yet: docs/runbooks/invoices-late.md',
      's',
      'max(sagashop_documents_oldest_due_seconds)',
      [
        [null, 'green'],
        [300, 'orange'],
      ],
    ),
    lines('Orders', 'A second, by what became of them.', 'reqps', [
      { expr: 'sum(rate(sagashop_orders_placed_total[$__rate_interval]))', legend: 'placed' },
      { expr: confirmed, legend: 'confirmed' },
      {
        expr: 'sum by (reason) (rate(sagashop_orders_cancelled_total[$__rate_interval])) or vector(0)',
        legend: 'cancelled {{reason}}',
      },
      {
        expr: 'sum(rate(sagashop_orders_turned_away_total[$__rate_interval]))',
        legend: 'turned away at the door',
      },
    ]),
    quantiles('Time to confirm', 'From the request’s arrival to the commit of its confirmation.', confirming),
    lines('Money', 'A minute, in the currency’s main unit (for two decimals).', 'short', [
      {
        expr: 'sum by (currency) (rate(sagashop_revenue_minor_units_total[$__rate_interval])) * 0.6',
        legend: 'sold {{currency}}',
      },
      {
        expr: 'sum by (currency) (rate(sagashop_refunded_minor_units_total[$__rate_interval])) * 0.6 or vector(0)',
        legend: 'given back {{currency}}',
      },
    ]),
    lines('Orders in flight, as the audit sees them', 'Late ones are past their deadline.', 'short', [
      { expr: 'max by (state) (sagashop_audit_unfinished_orders)', legend: '{{state}}' },
    ]),
    lines('Watched live', 'Orders whose customers have their page open, as streams of events.', 'short', [
      { expr: 'sum(sagashop_order_streams)', legend: 'streams' },
    ]),
    lines('Pages', 'Answers of the web process a second; files do not count.', 'reqps', [
      {
        expr: 'sum by (kind) (rate(sagashop_pages_served_total{kind!="file"}[$__rate_interval]))',
        legend: '{{kind}}',
      },
      {
        expr: 'sum(rate(sagashop_pages_served_total{status=~"5.."}[$__rate_interval])) or vector(0)',
        legend: 'failed',
      },
    ]),
    quantiles(
      'Time to make a page',
      'What it asks the API for included; a page that was kept is not made.',
      'sagashop_page_duration_seconds_bucket',
      'kind',
    ),
    lines(
      'Broken invariants',
      'How many ids break each; `sagashop audit` names them.',
      'short',
      [{ expr: 'max by (invariant) (sagashop_audit_failures)', legend: '{{invariant}}' }],
      { width: 24 },
    ),
  ],
};
