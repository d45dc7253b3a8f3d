import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHART_FILES, chartFiles } from './files.ts';

// `npm run chart`: writes what the chart takes from elsewhere, anew.
rmSync(CHART_FILES, { recursive: true, force: true });
for (const [path, text] of chartFiles) {
  const file = join(CHART_FILES, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
