import { type Dashboard, heatmap, lines, table } from './panels.ts';

const requests = 'sagashop_http_request_duration_seconds';
const own = 'service=~"$service", route!~"/health/.*|/metrics"';
const rate = (metric: string, more = '') => `rate(${metric}{${own}${more}}[$__rate_interval])`;
const quantile = (at: number) =>
  `histogram_quantile(${at}, sum by (service, le) (${rate(`${requests}_bucket`)}))`;

/** What comes in over HTTP, service by service. */
export const ingress: Dashboard = {
  uid: 'sagashop-ingress',
  title: 'Sagashop: ingress',
  says: 'Requests of each service: how many, how fast, how big, and which failed.',
  services: `${requests}_count`,
  panels: [
    table('Services', 'The health checks and /metrics are left out.', 'service', [
      { name: 'requests', expr: `sum by (service) (${rate(`${requests}_count`)})`, unit: 'reqps' },
      {
        name: 'errors',
        expr: `(sum by (service) (${rate(`${requests}_count`, ', status=~"5.."')}) or 0 * sum by (service) (${rate(`${requests}_count`)})) / sum by (service) (${rate(`${requests}_count`)})`,
        unit: 'percentunit',
      },
      { name: 'P50', expr: quantile(0.5), unit: 's' },
      { name: 'P90', expr: quantile(0.9), unit: 's' },
      { name: 'P99', expr: quantile(0.99), unit: 's' },
      { name: 'in', expr: `sum by (service) (${rate('sagashop_http_request_bytes_total')})`, unit: 'Bps' },
      { name: 'out', expr: `sum by (service) (${rate('sagashop_http_response_bytes_total')})`, unit: 'Bps' },
    ]),
    heatmap('Durations', 'Of the chosen services’ requests.', `${requests}_bucket{${own}}`),
    lines('Requests', 'A second.', 'reqps', [
      { expr: `sum by (service) (${rate(`${requests}_count`)})`, legend: '{{service}}' },
    ]),
    lines('Answers by status', 'A second.', 'reqps', [
      { expr: `sum by (status) (${rate(`${requests}_count`)})`, legend: '{{status}}' },
    ]),
    lines('P99 by route', 'The slowest ten.', 's', [
      {
        expr: `topk(10, histogram_quantile(0.99, sum by (service, method, route, le) (${rate(`${requests}_bucket`)})))`,
        legend: '{{service}} {{method}} {{route}}',
      },
    ]),
    lines('Bytes', 'Bodies in (above) and out.', 'Bps', [
      { expr: `sum(${rate('sagashop_http_request_bytes_total')})`, legend: 'in' },
      { expr: `sum(${rate('sagashop_http_response_bytes_total')})`, legend: 'out' },
    ]),
  ],
};
