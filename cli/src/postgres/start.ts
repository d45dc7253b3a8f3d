import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../port.ts';
import { findBinaries } from './binaries.ts';
import { type Durable, ensureCluster, SUPERUSER } from './cluster.ts';
import { findPrefix, LOCALE } from './runner.ts';
import { type Exit, type Server, spawnServer, stopServer, untilReady } from './server.ts';
import { keepLogSmall, tidyLog } from './server-log.ts';
import { stopStaleServer } from './stale.ts';

export type RunningPostgres = {
  host: string;
  port: number;
  pid: number;
  superuserUrl: string;
  /** Ends it cleanly, with nothing to recover; the hard way when that takes longer than `patience` ms. */
  stop: (patience?: number) => Promise<void>;
  /** Settles when the server ends, whoever ended it. */
  exited: Promise<Exit>;
};

export type PostgresOptions = {
  /** The cluster's own folder; its log is written beside it. The caller holds the lock of it all. */
  directory: string;
  settings?: Record<string, string | number>;
  /** False only for tests: a crash of the machine may then lose or break everything; `later`: until it is synced. */
  durable?: Durable;
  progress?: (message: string) => void;
};

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 120_000;
// What a moment's patience cures: the port was taken meanwhile, or the processes of a server that was
// killed are still ending.
const PASSING = /Address already in use|could not bind|is still in use|lock file ".*" already exists/;
const STOP_PATIENCE_MS = 5000;

/** What customers wrote does not belong in a log: no statements, no parameters, no rows that an error is about. */
export const DISCREET = {
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
};

const SETTINGS = {
  listen_addresses: HOST,
  // No socket file: it would have to lie in a folder that others share or whose path may be too long.
  unix_socket_directories: '',
  cluster_name: 'sagashop',
  max_connections: 100,
  shared_buffers: '96MB',
  // For a small machine: short queries gain nothing from compiling, from more processes or from readers.
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  max_logical_replication_workers: 0,
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: LOCALE,
  log_checkpoints: 'off',
  ...DISCREET,
};

const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the embedded PostgreSQL on the cluster `directory`, which it makes when it is missing, and
 * resolves when it answers. A server that a killed parent left there is stopped first. Must be called
 * from the main thread: the server ends with the thread that started it. Throws when the platform has
 * no PostgreSQL, when root cannot run one, or with the log's last words when it does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { durable = true, progress = () => {} } = options;
  const directory = resolve(options.directory);
  const { initdb, postgres } = await findBinaries();
  const prefix = await findPrefix();
  await stopStaleServer(directory);
  const password = await ensureCluster({ directory, initdb, prefix, durable, progress });
  const log = join(dirname(directory), 'postgres.log');
  await tidyLog(log);
  const settings = { ...SETTINGS, ...options.settings, ...(durable === true ? {} : NOT_DURABLE) };
  const command = [...prefix, postgres, '-D', await realpath(directory)];
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const port = await freePort();
    const pairs = Object.entries({ ...settings, port }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const server = spawnServer([...command, ...pairs], log);
    const failure = await untilReady(server, directory, deadline);
    if (failure === undefined) {
      void server.exited.then(keepLogSmall(log));
      return running(server, port, password);
    }
    if (!PASSING.test(failure) || Date.now() > deadline) throw new Error(failure);
    await sleep(100);
  }
}

function running(server: Server, port: number, password: string): RunningPostgres {
  return {
    host: HOST,
    port,
    pid: server.pid,
    superuserUrl: `postgres://${SUPERUSER}:${password}@${HOST}:${port}/postgres`,
    stop: (patience = STOP_PATIENCE_MS) => stopServer(server, patience),
    exited: server.exited,
  };
}
