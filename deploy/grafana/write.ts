import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DASHBOARDS, fileOf } from './dashboards.ts';

// `npm run dashboards`: writes what Grafana reads, anew.
for (const dashboard of DASHBOARDS) {
  writeFileSync(join(import.meta.dirname, 'dashboards', `${dashboard.uid}.json`), fileOf(dashboard));
}
