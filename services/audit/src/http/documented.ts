import type { Documented } from '@sagashop/chassis/http/documented';

/** What the schemas of the audit service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/audit-log': {
    description:
      'Every change of money, stock, price, role, person and order by somebody who works for the shop, newest first, from ' +
      'all services. `missing` names the services that did not answer: their entries come with the next page on which ' +
      'they do. `subject` is one thing (`product:ID`) or all of a kind (`product`), `action` one (`product.change`) or all ' +
      'of a noun; `text` is looked for in reasons and values. Of personal fields only the names are told: their values are “…”.',
    values: { limit: 20 },
  },
  'GET /api/exports/audit-log.csv': {
    description:
      'All entries that fit, newest first, as a file; `before` and `after` are JSON. Where a service does not answer there is ' +
      'no file: 503, or a connection that is cut in the middle of it.',
    values: { subject: 'product' },
    answers: { 200: { description: 'The file', type: 'text/csv' } },
  },
  'GET /api/audit/events': {
    description:
      'Server-Sent Events of one run of its own. `looked`: how many orders were looked at, and for how many of them each ' +
      'invariant was checked, at the beginning and after each 2000. `checks`: what one service has found about itself. `report`: ' +
      'what `GET /api/audit` answers, or `failed` where a service did not answer; then the stream ends.',
    answers: { 200: { description: 'The stream', type: 'text/event-stream' } },
  },
  'GET /api/audit': {
    description:
      'Reads the sums and facts of every service and checks that no order is half there. It takes as long as there ' +
      'are orders. With `since` only at newer orders, without the sums that need all of them. An order whose saga has ' +
      'not ended is in flight, never a failure.',
  },
};
