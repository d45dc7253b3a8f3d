// Stands for a shop in tests: starts PostgreSQL in the data directory given and waits to be killed.
import { join } from 'node:path';
import { openDataDirectory } from '../src/data-directory.ts';
import { startPostgres } from '../src/postgres/start.ts';

const [path = ''] = process.argv.slice(2);
const { path: directory } = await openDataDirectory(path);
const { pid, superuserUrl } = await startPostgres({ directory: join(directory, 'postgres') });
console.log(JSON.stringify({ pid, superuserUrl }));
setInterval(() => {}, 60_000);
