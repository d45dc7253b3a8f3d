/** A query and how its lines are called. */
export interface Query {
  expr: string;
  legend?: string;
  /** Needed where a table joins several. */
  name?: string;
}

export interface Panel {
  type: 'stat' | 'timeseries' | 'table' | 'heatmap';
  title: string;
  says: string;
  unit: string;
  width: number;
  height: number;
  queries: Query[];
  more?: { fieldConfig?: object; options?: object; transformations?: object[] };
}

export interface Dashboard {
  uid: string;
  title: string;
  says: string;
  /** A variable `service`, whose values this metric knows. */
  services?: string;
  panels: Panel[];
}

type Options = Partial<Pick<Panel, 'width' | 'height' | 'more'>>;

const SOURCE = { type: 'prometheus', uid: '$datasource' };
const COLUMNS = 24;

/** One number, coloured by its limits: `[value from which it is of that colour, colour]`, the first without a value. */
export function stat(
  title: string,
  says: string,
  unit: string,
  expr: string,
  steps: [number | null, string][] = [[null, 'text']],
): Panel {
  const thresholds = { mode: 'absolute', steps: steps.map(([value, color]) => ({ value, color })) };
  const more = {
    fieldConfig: { defaults: { thresholds, unit, noValue: '–' } },
    options: { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'value', graphMode: 'area' },
  };
  return { type: 'stat', title, says, unit, width: 4, height: 4, queries: [{ expr }], more };
}

/** Lines over time. */
export function lines(
  title: string,
  says: string,
  unit: string,
  queries: Query[],
  options: Options = {},
): Panel {
  return { type: 'timeseries', title, says, unit, width: 12, height: 8, queries, ...options };
}

/** Lines for three quantiles of one histogram; `by` splits each of them. */
export function quantiles(title: string, says: string, buckets: string, by = ''): Panel {
  const queries = [0.5, 0.9, 0.99].map((quantile) => ({
    expr: `histogram_quantile(${quantile}, sum by (le${by && `, ${by}`}) (rate(${buckets}[$__rate_interval])))`,
    legend: `P${quantile * 100}${by && ` {{${by}}}`}`,
  }));
  return lines(title, says, 's', queries);
}

/** How often each duration came, over time. */
export function heatmap(title: string, says: string, buckets: string): Panel {
  const expr = `sum by (le) (increase(${buckets}[$__rate_interval]))`;
  const options = { calculate: false, yAxis: { unit: 's' }, color: { scheme: 'Turbo', mode: 'scheme' } };
  const queries = [{ expr, legend: '{{le}}' }];
  return { type: 'heatmap', title, says, unit: 's', width: 24, height: 9, queries, more: { options } };
}

/** A row for each value of `by`; a column for each query, with a unit of its own. */
export function table(title: string, says: string, by: string, columns: (Query & { unit: string })[]): Panel {
  const overrides = columns.map(({ name, unit }) => ({
    matcher: { id: 'byName', options: `Value #${name}` },
    properties: [
      { id: 'displayName', value: name },
      { id: 'unit', value: unit },
    ],
  }));
  const transformations = [
    { id: 'joinByField', options: { byField: by, mode: 'outer' } },
    { id: 'organize', options: { excludeByName: Object.fromEntries(hidden(columns.length)) } },
  ];
  const more = { fieldConfig: { overrides }, transformations };
  return { type: 'table', title, says, unit: 'none', width: 24, height: 9, queries: columns, more };
}

function hidden(count: number): [string, boolean][] {
  return Array.from({ length: count }, (_, at) => [at === 0 ? 'Time' : `Time ${at + 1}`, true]);
}

/** The dashboard as Grafana reads it. */
export function grafanaJson({ uid, title, says, services, panels }: Dashboard): object {
  let [x, y, rowHeight] = [0, 0, 0];
  const placed = panels.map((panel, at) => {
    if (x + panel.width > COLUMNS) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const gridPos = { x, y, w: panel.width, h: panel.height };
    x += panel.width;
    rowHeight = Math.max(rowHeight, panel.height);
    return grafanaPanel(panel, at + 1, gridPos);
  });
  const datasource = { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' };
  const query = `label_values(${services}, service)`;
  const many = { multi: true, includeAll: true, allValue: '.*', current: { text: 'All', value: '$__all' } };
  const service = { name: 'service', type: 'query', datasource: SOURCE, query, refresh: 2, sort: 1, ...many };
  return {
    ...{ uid, title, description: says, tags: ['sagashop'], schemaVersion: 41, editable: true },
    ...{ refresh: '10s', time: { from: 'now-30m', to: 'now' }, graphTooltip: 1 },
    templating: { list: services ? [datasource, service] : [datasource] },
    panels: placed,
  };
}

function grafanaPanel(panel: Panel, id: number, gridPos: object): object {
  const { type, title, says, unit, queries, more = {} } = panel;
  const instant = type === 'table';
  const targets = queries.map(({ expr, legend = '', name }, at) => ({
    ...{ refId: name ?? String.fromCharCode(65 + at), datasource: SOURCE, expr, legendFormat: legend },
    ...(instant ? { instant: true, format: 'table' } : { range: true }),
    ...(type === 'heatmap' ? { format: 'heatmap' } : {}),
  }));
  const { fieldConfig = { defaults: { unit, min: 0 } }, options, transformations } = more;
  return {
    ...{ id, type, title, description: says, gridPos, datasource: SOURCE, targets },
    fieldConfig: { defaults: {}, overrides: [], ...fieldConfig },
    ...(options ? { options } : {}),
    ...(transformations ? { transformations } : {}),
  };
}
