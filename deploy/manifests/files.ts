import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASES, KEY_OWNERS, PROCESSES } from '../../cli/src/services.ts';
import { chartServices, sumOfAll, sumOfProduction } from './chart.ts';
import { COMPOSE_REGIONS } from './compose.ts';
import { drawing } from './drawing.ts';
import { servicesPage } from './page.ts';
import { withRegions } from './regions.ts';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..', '..');
const CHART = 'deploy/helm/sagashop';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What is written from the manifests, by path: pages, and files with regions, the rest of which stays as it is. */
export function manifestFiles(): Map<string, string> {
  const values = withRegions(read(`${CHART}/values.yaml`), {
    services: chartServices(),
    'sum of all': sumOfAll(read(`${CHART}/values.yaml`)),
  });
  const production = read(`${CHART}/values-production.yaml`);
  const inFile = (path: string, regions: Record<string, readonly string[]>): [string, string] => [
    path,
    withRegions(read(path), regions),
  ];
  return new Map([
    inFile('ARCHITECTURE.md', { drawing: drawing() }),
    inFile('bin/lib/service-keys.js', { 'owners of keys': KEY_OWNERS.map((name) => `  '${name}',`) }),
    inFile('deploy/compose.yaml', COMPOSE_REGIONS),
    inFile('deploy/make-secrets.sh', { databases: [`databases='${DATABASES.join(' ')}'`] }),
    inFile('deploy/prometheus/prometheus.yml', {
      processes: [`      - names: [${PROCESSES.join(', ')}]`],
    }),
    [`${CHART}/values.yaml`, values],
    inFile(`${CHART}/values-production.yaml`, { 'sum of all': sumOfProduction(values, production) }),
    ['docs/reference/services.md', servicesPage()],
  ]);
}
