import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabases } from '../../cli/src/postgres/databases.ts';
import { startPostgres } from '../../cli/src/postgres/start.ts';
import { DATABASES } from '../../cli/src/services.ts';
import { apiDocs } from './every-service.ts';
import { limitsPage } from './limits.ts';
import { rolesPage } from './roles.ts';

// `npm run docs:api`: writes docs/api, docs/limits.md and docs/reference/roles.md anew, with a PostgreSQL of its own that is gone afterwards.
const FOLDER = new URL('../../docs/api/', import.meta.url);
const scratch = mkdtempSync(join(tmpdir(), 'sagashop-docs-'));
const server = await startPostgres({ directory: join(scratch, 'postgres'), durable: false });
try {
  const urls = await ensureDatabases(server.superuserUrl, DATABASES, join(scratch, 'passwords.json'));
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(await apiDocs(urls))) {
    writeFileSync(new URL(name, FOLDER), text);
    console.log(`docs/api/${name}`);
  }
  writeFileSync(new URL('../limits.md', FOLDER), await limitsPage(urls));
  console.log('docs/limits.md');
  mkdirSync(new URL('../reference/', FOLDER), { recursive: true });
  writeFileSync(new URL('../reference/roles.md', FOLDER), await rolesPage(urls));
  console.log('docs/reference/roles.md');
} finally {
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
