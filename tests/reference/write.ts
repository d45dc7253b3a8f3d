import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabases } from '../../cli/src/postgres/databases.ts';
import { startPostgres } from '../../cli/src/postgres/start.ts';
import { DATABASES } from '../../cli/src/services.ts';
import { metricsPage } from '../telemetry/describe.ts';
import { referencePages } from './pages.ts';

// `npm run docs:reference`: writes docs/reference anew, with a PostgreSQL of its own that is gone afterwards.
const scratch = mkdtempSync(join(tmpdir(), 'sagashop-docs-'));
const server = await startPostgres({ directory: join(scratch, 'postgres'), durable: false });
try {
  const urls = await ensureDatabases(server.superuserUrl, DATABASES, join(scratch, 'passwords.json'));
  const pages = { ...(await referencePages()), 'metrics.md': await metricsPage(urls) };
  for (const [name, text] of Object.entries(pages)) {
    writeFileSync(new URL(`../../docs/reference/${name}`, import.meta.url), text);
    console.log(`docs/reference/${name}`);
  }
} finally {
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
