import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findNpm } from '../../../bin/lib/npm.js';
import { findBinaries } from '../../../cli/src/postgres/binaries.ts';
import { aptUnpack, run, runs } from './run.ts';

const BUILD = 'sagashop-test:build';
const RUN = 'sagashop-test:run';
const POSTGRES = 'sagashop-test:postgres';
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

const BUILD_RECIPE = `FROM sagashop-test:debian
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
COPY ca-certificates.crt ${CERTIFICATES}
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}
`;
// As the official image of PostgreSQL: a superuser with a password, reachable from everywhere.
const POSTGRES_RECIPE = `FROM sagashop-test:debian
COPY native /postgres
COPY --chmod=755 start.sh /start.sh
RUN useradd --uid 999 postgres && mkdir /data && chown postgres /data
USER postgres
EXPOSE 5432
CMD ["/start.sh"]
`;
const POSTGRES_START = `#!/bin/sh
set -e
if [ ! -s /data/PG_VERSION ]; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  /postgres/bin/initdb -D /data -U postgres --pwfile=/tmp/password --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8
  echo 'host all all all scram-sha-256' >> /data/pg_hba.conf
fi
exec /postgres/bin/postgres -D /data -c listen_addresses='*' -c max_connections=300 -c unix_socket_directories=
`;

/**
 * Makes the images that the tests start from, unless they are there: a PostgreSQL, and where the Dockerfile's own
 * images were not `pulled`, one to build in and one like distroless. Returns what the tests read to find them.
 */
export async function makeBases(folder: string, pulled: boolean): Promise<Record<string, string>> {
  const scratch = await mkdtemp(join(tmpdir(), 'sagashop-bases-'));
  try {
    if (!(await isThere('sagashop-test:debian'))) await makeDebian(scratch);
    if (!(await isThere(POSTGRES))) await makePostgres(join(scratch, 'postgres'));
    if (pulled) return { SAGASHOP_TEST_POSTGRES_IMAGE: POSTGRES };
    if (!(await isThere(BUILD))) await makeBuilder(join(scratch, 'build'));
    if (!(await isThere(RUN))) await makeRunner(folder, join(scratch, 'run'));
    return {
      SAGASHOP_TEST_POSTGRES_IMAGE: POSTGRES,
      SAGASHOP_TEST_BUILD_IMAGE: BUILD,
      SAGASHOP_TEST_RUN_IMAGE: RUN,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const isThere = (image: string) => runs('docker', 'image', 'inspect', image);

async function makeDebian(scratch: string): Promise<void> {
  const tar = join(scratch, 'debian.tar');
  const include = '--include=ca-certificates,libstdc++6,libatomic1,tzdata';
  await run('mmdebstrap', ['--variant=minbase', include, 'bookworm', tar]);
  await run('docker', ['import', tar, 'sagashop-test:debian']);
}

async function makePostgres(context: string): Promise<void> {
  await mkdir(context, { recursive: true });
  const { postgres } = await findBinaries();
  await cp(dirname(dirname(postgres)), join(context, 'native'), { recursive: true, verbatimSymlinks: true });
  await writeFile(join(context, 'start.sh'), POSTGRES_START, { mode: 0o755 });
  await build(context, POSTGRES_RECIPE.replace('--chmod=755 ', ''), POSTGRES);
}

async function makeBuilder(context: string): Promise<void> {
  await mkdir(context, { recursive: true });
  await cp(process.execPath, join(context, 'node'));
  const npm = dirname(dirname(await findNpm()));
  await cp(npm, join(context, 'npm'), { recursive: true });
  await cp(CERTIFICATES, join(context, 'ca-certificates.crt'));
  await build(context, BUILD_RECIPE, BUILD);
}

/** What distroless is made of: libraries without a shell or a package manager, and a user who is nobody. */
async function makeRunner(folder: string, root: string): Promise<void> {
  const unpacked = await aptUnpack(folder, 'libc6', 'ca-certificates', 'tzdata', 'base-files', 'netbase');
  await cp(unpacked, root, { recursive: true, verbatimSymlinks: true });
  const line = 'x:65532:65532:nonroot:/:/sbin/nologin';
  await writeFile(join(root, 'etc', 'passwd'), `root:x:0:0:root:/:/sbin/nologin\nnonroot:${line}\n`);
  await writeFile(join(root, 'etc', 'group'), 'root:x:0:\nnonroot:x:65532:\n');
  await run('sh', ['-c', `tar -C ${root} -c . | docker import - ${RUN}`]);
}

async function build(context: string, recipe: string, tag: string): Promise<void> {
  await writeFile(join(context, 'Dockerfile'), recipe);
  await run('docker', ['build', '-q', '-t', tag, context]);
}
