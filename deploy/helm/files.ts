import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZONE_ALIASES } from './zone-aliases.ts';

const DEPLOY = join(import.meta.dirname, '..');

/** Where the chart keeps what is not its own. */
export const CHART_FILES = join(import.meta.dirname, 'sagashop', 'files');

/**
 * What the chart must carry, since a package of Helm holds no file from outside its folder, and Helm talks of each link
 * that it follows: Prometheus' rules, Grafana's dashboards, and the names of time zones, which templates cannot ask for.
 */
export const chartFiles: ReadonlyMap<string, string> = new Map([
  ...copies('prometheus/rules', 'rules'),
  ...copies('grafana/dashboards', 'dashboards'),
  ['timezones.txt', zones()],
]);

function copies(from: string, to: string): [string, string][] {
  const folder = join(DEPLOY, from);
  return readdirSync(folder)
    .sort()
    .map((name) => [`${to}/${name}`, readFileSync(join(folder, name), 'utf8')]);
}

function zones(): string {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), ...ZONE_ALIASES]);
  return `${[...names].sort().join('\n')}\n`;
}
