import { parseArgs } from 'node:util';

const HELP = `Sagashop: a shop in which an order ends whole or not at all.

  sagashop up [--no-demo]     open the shop (the default); --no-demo: an empty one with only \`admin\`
      [--split]               … with a process for each service
  sagashop serve [service…]   host services in this process, the others at their URLs (see README.md);
                              \`serve web\`: show the pages
  sagashop migrate [service…] bring these services' databases up to date, and nothing else
  sagashop databases [service…]  make the roles and databases that these services' URLs name, by the superuser's
                              POSTGRES_DATABASE_URL
  sagashop keys [service…]    print new keys with which services that run apart know each other
  sagashop init [--demo]      make admin (and the demo data) in services that run elsewhere
  sagashop audit              check that no order is half there; works on a stopped shop too
      [--url URL --token T]   … of a shop elsewhere, with an administrator's session token
      [--since WHEN]          … only orders since a time, or 15m, 2h, 1d ago; no sums over all orders
      [--json]                … as JSON
      exit code: 0 all PASS, 1 any FAIL, 2 could not check
  sagashop backup [FOLDER]    copy all databases as of one moment, while the shop runs, into FOLDER (backups)
      [--keep N]              … and keep only the newest N
  sagashop restore BACKUP     bring a backup into a new SAGASHOP_DATA or new databases, and audit it
      [--departed FILE]       … without the users in FILE, ids one a line, who have left since
  sagashop admin-password [NAME]  give an administrator (admin) another password: SAGASHOP_ADMIN_PASSWORD, or one
                              that is printed; ends their sessions. In a running or a stopped shop, or by
                              USER_DATABASE_URL
  sagashop load               place real orders over HTTP and measure
      [--orders N]            … so many (1000), or
      [--seconds S]           … for so long
      [--concurrency C]       … so many in flight at most (64; at a rate 512)
      [--rate R]              … R a second whatever the answers; latency from the time meant to send
      [--url URL --token T] [--json]

Variables: PORT (3000), HOST (127.0.0.1), SAGASHOP_DATA (.data), SAGASHOP_PUBLIC_URL,
SAGASHOP_CURRENCY (RUB; fixed at the first start), SAGASHOP_TZ (UTC), SAGASHOP_ADMIN_PASSWORD,
SAGASHOP_DEPOSITS (open or admin), SAGASHOP_HUNG_AFTER (15 s; 0: never), LOG_LEVEL (warn),
SAGASHOP_LOG (text on a terminal, else json), OTEL_EXPORTER_OTLP_ENDPOINT (where traces are sent; none),
OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG.
`;

/** How many names may follow a command. */
const MOST_NAMES: Readonly<Record<string, number>> = {
  serve: Number.POSITIVE_INFINITY,
  migrate: Number.POSITIVE_INFINITY,
  databases: Number.POSITIVE_INFINITY,
  keys: Number.POSITIVE_INFINITY,
  backup: 1,
  restore: 1,
  'admin-password': 1,
};

/** Runs one command of the command line; resolves to its exit code. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [command = 'up', ...more] = positionals;
  if (values.help || command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const most = MOST_NAMES[command] ?? 0;
  if (more.length > most) throw new Error(`What is '${more[most]}'? See sagashop --help.`);
  switch (command) {
    case 'up':
      if (values.split) return (await import('./split/up-split.ts')).upSplit({ demo: !values['no-demo'] });
      return (await import('./up.ts')).up({ demo: !values['no-demo'] });
    case 'serve':
      // Pages never share a process with orders, and need nothing of what those need.
      if (more.join() === 'web') return (await import('@sagashop/web/process')).showPages();
      return (await import('./serve.ts')).serve(more);
    case 'migrate':
      return (await import('./migrate.ts')).migrate(more);
    case 'databases':
      return (await import('./databases.ts')).databases(more);
    case 'keys':
      return (await import('./keys.ts')).keys(more);
    case 'init':
      return (await import('./init.ts')).init({ demo: values.demo === true });
    case 'audit':
      return (await import('./audit.ts')).audit(values);
    case 'backup':
      return (await import('./backup/backup.ts')).backup(more[0], values);
    case 'restore':
      return (await import('./backup/restore.ts')).restore(more[0], values);
    case 'admin-password':
      return (await import('./admin-password.ts')).adminPassword(more[0]);
    case 'load':
      return (await import('./load/load.ts')).load(values);
    default:
      throw new Error(`There is no command '${command}'. See sagashop --help.`);
  }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      'no-demo': { type: 'boolean' },
      demo: { type: 'boolean' },
      split: { type: 'boolean' },
      url: { type: 'string' },
      token: { type: 'string' },
      json: { type: 'boolean' },
      orders: { type: 'string' },
      seconds: { type: 'string' },
      rate: { type: 'string' },
      since: { type: 'string' },
      keep: { type: 'string' },
      departed: { type: 'string' },
      concurrency: { type: 'string' },
    },
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = process.argv[2] === 'audit' ? 2 : 1;
}
// Whatever is still open by now is of no use to anyone.
process.exit();
