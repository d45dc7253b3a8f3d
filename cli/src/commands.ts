import { Command } from 'commander';
import { labCommands } from './lab-commands.ts';
import { learningCommands } from './learning-commands.ts';

type Asked = { url?: string; token?: string; json?: boolean };
type Services = readonly string[];

/**
 * The command line: each command declares its arguments and options, and loads its code only when it is run. What it
 * resolves to becomes the process' exit code; what is not understood throws a CommanderError.
 * docs/reference/commands.md is written from this.
 */
export function commandLine(): Command {
  const program = new Command('sagashop')
    .description('A shop in which an order ends whole or not at all.')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand('help [command]', 'explain a command')
    .showHelpAfterError('See sagashop --help, or --help after the name of a command.')
    .addHelpText('after', '\nThe variables are in docs/reference/environment.md.')
    .exitOverride();
  hosting(program);
  databases(program);
  backups(program);
  accounts(program);
  asking(program);
  labCommands(program, ends, elsewhere);
  learningCommands(program, ends);
  return program;
}

/** Makes an action whose result is the exit code of the process. */
function ends<Given extends unknown[]>(work: (...given: Given) => Promise<number>) {
  return async (...given: Given) => {
    process.exitCode = await work(...given);
  };
}

/** Commands that run a shop, or a part of it. */
function hosting(program: Command): void {
  program
    .command('up')
    .summary('open the shop, as sagashop alone and npm start do')
    .description('Opens the shop, and sets up what is missing first; `sagashop` alone does the same.')
    .option('--no-demo', 'at the first start: an empty shop with `admin` only; only an admin may deposit')
    .option(
      '--split',
      'a process for each service, on ports of their own; one that dies or hangs is replaced',
    )
    .action(
      ends(async ({ demo, split }: { demo: boolean; split?: boolean }) => {
        if (split) return (await import('./split/up-split.ts')).upSplit({ demo });
        return (await import('./up.ts')).up({ demo });
      }),
    );
  program
    .command('serve')
    .summary('host services in this process')
    .description(
      'Hosts these services on `PORT` (all when none is named; `gateway` is a name too) and reaches the others' +
        ' at their URLs. `serve web`: shows the pages.',
    )
    .argument('[service...]')
    .action(
      ends(async (services: Services) => {
        // Pages never share a process with orders, and need nothing of what those need.
        if (services.join() === 'web') return (await import('@sagashop/web/process')).showPages();
        return (await import('./serve.ts')).serve(services);
      }),
    );
}

/** Commands that look after databases and keys. */
function databases(program: Command): void {
  program
    .command('migrate')
    .summary('bring databases up to date')
    .description('Brings the databases of these services (all when none is named) up to date; nothing else.')
    .argument('[service...]')
    .action(ends(async (services: Services) => (await import('./migrate.ts')).migrate(services)));
  program
    .command('databases')
    .summary('make the roles and databases that URLs name')
    .description(
      'Makes the role and the database that the URL of each of these services names (all when none is named), as the' +
        ' superuser of `POSTGRES_DATABASE_URL`. Again changes nothing but passwords that differ.',
    )
    .argument('[service...]')
    .action(ends(async (services: Services) => (await import('./databases.ts')).databases(services)));
  program
    .command('keys')
    .summary('print new keys for services in processes of their own')
    .description('Prints new keys by which services in processes of their own know each other.')
    .argument('[service...]')
    .action(ends(async (services: Services) => (await import('./keys.ts')).keys(services)));
}

function backups(program: Command): void {
  program
    .command('backup')
    .summary('copy all databases as of one moment')
    .description('Copies all databases as of one moment into FOLDER (`backups`), while orders run.')
    .argument('[FOLDER]')
    .option('--keep <N>', 'remove all backups in FOLDER but the N newest')
    .action(
      ends(async (folder: string | undefined, options: { keep?: string }) =>
        (await import('./backup/backup.ts')).backup(folder, options),
      ),
    );
  program
    .command('restore')
    .summary('bring a backup into a new shop')
    .description(
      'Brings a backup into a new `SAGASHOP_DATA` or new databases, lets orders under way end, and audits.' +
        ' Exit code 0: all PASS.',
    )
    .argument('<BACKUP>', 'the folder that sagashop backup printed')
    .option(
      '--departed <FILE>',
      'leave out the users whose ids are in FILE, one a line: they have left since',
    )
    .action(
      ends(async (folder: string, options: { departed?: string }) =>
        (await import('./backup/restore.ts')).restore(folder, options),
      ),
    );
}

function accounts(program: Command): void {
  program
    .command('init')
    .summary('make admin in a shop whose services run elsewhere')
    .description('Makes `admin` in a shop whose services run elsewhere.')
    .option('--demo', 'also the demo data')
    .action(ends(async ({ demo = false }: { demo?: boolean }) => (await import('./init.ts')).init({ demo })));
  program
    .command('admin-password')
    .summary('give an owner another password')
    .description(
      'Gives an owner (`admin`) another password, `SAGASHOP_ADMIN_PASSWORD` or one that it prints, and ends' +
        ' their sessions; in a running shop or a stopped one, or by `USER_DATABASE_URL`.',
    )
    .argument('[NAME]')
    .action(
      ends(async (name: string | undefined) => (await import('./admin-password.ts')).adminPassword(name)),
    );
}

/** Commands that ask a shop, this one or one elsewhere. */
function asking(program: Command): void {
  elsewhere(program.command('audit'))
    .summary('check that no order is half there')
    .description(
      'Checks that no order is half there, in a running shop or a stopped one.' +
        ' Exit code 0: all PASS, 1: any FAIL, 2: could not check.',
    )
    .option(
      '--since <WHEN>',
      'only orders since a time (`2026-11-23T08:00:00Z`) or so long ago (`15m`, `2h`, `1d`), without the sums that' +
        ' need all orders',
    )
    .action(ends(async (options: Asked & { since?: string }) => (await import('./audit.ts')).audit(options)));
  elsewhere(program.command('load'))
    .summary('place real orders over HTTP and measure')
    .description('Places real orders over HTTP in a running shop, measures, reads them back, audits.')
    .option('--orders <N>', 'how many; 1,000 when left out')
    .option('--seconds <S>', 'for so long, instead of a number of orders')
    .option('--concurrency <C>', 'how many at once; 64 when left out, 512 with `--rate`')
    .option(
      '--rate <R>',
      'R orders a second, whatever the answers: latency runs from the time when an order was meant to be sent; an' +
        ' order for which no connection is free is counted and not sent',
    )
    .action(ends(async (options: Asked) => (await import('./load/load.ts')).load(options)));
}

const elsewhere = (command: Command) =>
  command
    .option('--url <URL>', 'a shop elsewhere, together with `--token`')
    .option('--token <T>', 'the session token of an owner of that shop')
    .option('--json', 'print JSON');
