import { type Dashboard, heatmap, lines, table } from './panels.ts';

const requests = 'sagashop_http_requests_total';
const times = 'sagashop_http_request_duration_seconds_bucket';
const route = 'sum by (service, method, route)';
const own = 'service=~"$service"';
const rate = (metric: string, more = '') => `rate(${metric}{${own}${more}}[$__rate_interval])`;
const quantile = (at: number) => `histogram_quantile(${at}, sum by (service, le) (${rate(times)}))`;

/** What comes in over HTTP, service by service. */
export const ingress: Dashboard = {
  uid: 'sagashop-ingress',
  title: 'Sagashop: ingress',
  says: 'Requests of each service: how many, how fast, how big, and which failed.',
  services: requests,
  panels: [
    table('Services', 'The health checks and /metrics are left out.', 'service', [
      { name: 'requests', expr: `sum by (service) (${rate(requests)})`, unit: 'reqps' },
      {
        name: 'errors',
        expr: `(sum by (service) (${rate(requests, ', status=~"5.."')}) or 0 * sum by (service) (${rate(requests)})) / sum by (service) (${rate(requests)})`,
        unit: 'percentunit',
      },
      { name: 'P50', expr: quantile(0.5), unit: 's' },
      { name: 'P90', expr: quantile(0.9), unit: 's' },
      { name: 'P99', expr: quantile(0.99), unit: 's' },
      { name: 'in', expr: `sum by (service) (${rate('sagashop_http_request_bytes_total')})`, unit: 'Bps' },
      { name: 'out', expr: `sum by (service) (${rate('sagashop_http_response_bytes_total')})`, unit: 'Bps' },
    ]),
    heatmap('Durations', 'Of the chosen services’ requests.', `${times}{${own}}`),
    lines('Requests', 'A second.', 'reqps', [
      { expr: `sum by (service) (${rate(requests)})`, legend: '{{service}}' },
    ]),
    lines('Answers by status', 'A second.', 'reqps', [
      { expr: `sum by (status) (${rate(requests)})`, legend: '{{status}}' },
    ]),
    lines('Time by route', 'The slowest ten, on average.', 's', [
      {
        expr: `topk(10, ${route} (${rate('sagashop_http_request_seconds_total')}) / (${route} (${rate(requests)}) > 0))`,
        legend: '{{service}} {{method}} {{route}}',
      },
    ]),
    lines('Bytes', 'Bodies in (above) and out.', 'Bps', [
      { expr: `sum(${rate('sagashop_http_request_bytes_total')})`, legend: 'in' },
      { expr: `sum(${rate('sagashop_http_response_bytes_total')})`, legend: 'out' },
    ]),
  ],
};
