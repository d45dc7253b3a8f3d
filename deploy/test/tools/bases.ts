import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findNpm } from '../../../bin/lib/npm.js';
import { findBinaries } from '../../../cli/src/postgres/binaries.ts';
import { findPrometheus } from './prometheus.ts';
import { aptUnpack, run, runs } from './run.ts';

// Images are made anew when this file has changed.
const VERSION = createHash('sha256')
  .update(readFileSync(import.meta.filename))
  .digest('hex')
  .slice(0, 8);
const [DEBIAN, BUILD, RUN, POSTGRES, PROMETHEUS] = ['debian', 'build', 'run', 'postgres', 'prometheus'].map(
  (name) => `sagashop-test:${name}-${VERSION}`,
) as [string, string, string, string, string];
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

const BUILD_RECIPE = `FROM ${DEBIAN}
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
COPY ca-certificates.crt ${CERTIFICATES}
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}
`;
// What the tests need of the official image of PostgreSQL: its variables, its scripts at the first start.
const POSTGRES_RECIPE = `FROM ${DEBIAN}
COPY native /postgres
COPY start.sh /start.sh
RUN useradd --uid 999 postgres && mkdir -p /var/lib/postgresql && chown postgres /var/lib/postgresql
ENV PATH=/postgres/bin:/usr/lib/postgresql/15/bin:/usr/bin:/bin PGDATA=/var/lib/postgresql/18/docker
USER postgres
EXPOSE 5432
ENTRYPOINT ["/start.sh"]
CMD ["postgres"]
`;
const POSTGRES_START = `#!/bin/sh
set -e
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  [ -z "$POSTGRES_PASSWORD_FILE" ] || POSTGRES_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  # The official image's databases are of UTF8 as well.
  LANG=C.UTF-8 initdb -D "$PGDATA" -U postgres --pwfile=/tmp/password --auth-host=scram-sha-256 $POSTGRES_INITDB_ARGS
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  postgres -D "$PGDATA" -c listen_addresses= -c unix_socket_directories=/tmp &
  until PGHOST=/tmp pg_isready -q; do sleep 0.1; done
  for file in /docker-entrypoint-initdb.d/*.sh; do
    if [ -e "$file" ]; then PGHOST=/tmp sh "$file"; fi
  done
  kill -INT $!
  wait $!
fi
shift
exec postgres -D "$PGDATA" -c 'listen_addresses=*' -c unix_socket_directories=/tmp -c max_connections=300 "$@"
`;
const PROMETHEUS_RECIPE = `FROM ${DEBIAN}
COPY prometheus /bin/prometheus
RUN mkdir /prometheus && chown nobody /prometheus
USER nobody
ENTRYPOINT ["/bin/prometheus"]
`;

/**
 * Makes the images that the tests start from, unless they are there: PostgreSQL, Prometheus, and where the Dockerfile's own
 * images were not `pulled`, one to build in and one like distroless. Returns what the tests read to find them.
 */
export async function makeBases(folder: string, pulled: boolean): Promise<Record<string, string>> {
  const scratch = await mkdtemp(join(tmpdir(), 'sagashop-bases-'));
  try {
    if (!(await isThere(DEBIAN))) await makeDebian(scratch);
    if (!(await isThere(POSTGRES))) await makePostgres(join(scratch, 'postgres'));
    if (!(await isThere(PROMETHEUS))) await makePrometheus(folder, join(scratch, 'prometheus'));
    const parts = {
      SAGASHOP_TEST_POSTGRES_IMAGE: POSTGRES,
      SAGASHOP_TEST_PROMETHEUS_IMAGE: PROMETHEUS,
    };
    if (pulled) return parts;
    if (!(await isThere(BUILD))) await makeBuilder(join(scratch, 'build'));
    if (!(await isThere(RUN))) await makeRunner(folder, join(scratch, 'run'));
    return { ...parts, SAGASHOP_TEST_BUILD_IMAGE: BUILD, SAGASHOP_TEST_RUN_IMAGE: RUN };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const isThere = (image: string) => runs('docker', 'image', 'inspect', image);

async function makeDebian(scratch: string): Promise<void> {
  const tar = join(scratch, 'debian.tar');
  const include = '--include=ca-certificates,libstdc++6,libatomic1,tzdata,postgresql-client';
  await run('mmdebstrap', ['--variant=minbase', include, 'bookworm', tar]);
  await run('docker', ['import', tar, DEBIAN]);
}

async function makePostgres(context: string): Promise<void> {
  await mkdir(context, { recursive: true });
  const { postgres } = await findBinaries();
  await cp(dirname(dirname(postgres)), join(context, 'native'), { recursive: true, verbatimSymlinks: true });
  await writeFile(join(context, 'start.sh'), POSTGRES_START, { mode: 0o755 });
  await build(context, POSTGRES_RECIPE, POSTGRES);
}

async function makePrometheus(folder: string, context: string): Promise<void> {
  await mkdir(context, { recursive: true });
  const { env } = await findPrometheus(folder);
  await cp(env['SAGASHOP_TEST_PROMETHEUS']!, join(context, 'prometheus'), { dereference: true });
  await build(context, PROMETHEUS_RECIPE, PROMETHEUS);
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
