import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabases } from '../../cli/src/postgres/databases.ts';
import { startPostgres } from '../../cli/src/postgres/start.ts';
import { DATABASES } from '../../cli/src/services.ts';
import { telemetryPage } from './describe.ts';

// `npm run docs:telemetry`: writes docs/telemetry.md anew, with a PostgreSQL of its own that is gone afterwards.
const scratch = mkdtempSync(join(tmpdir(), 'sagashop-docs-'));
const server = await startPostgres({ directory: join(scratch, 'postgres'), durable: false });
try {
  const urls = await ensureDatabases(server.superuserUrl, DATABASES, join(scratch, 'passwords.json'));
  writeFileSync(new URL('../../docs/telemetry.md', import.meta.url), await telemetryPage(urls));
} finally {
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
