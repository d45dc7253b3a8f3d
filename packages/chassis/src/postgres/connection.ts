import { connect, type Socket } from 'node:net';
import postgres from 'postgres';
import { handlerOf, type Maker, type Query } from './query-handler.ts';

export type DriverOptions = postgres.Options<{ bigint: postgres.PostgresType<number> }>;
type Driver = postgres.Sql<{ bigint: number }>;

/** What the driver calls a connection; `queue` is the list of its pool in which it stands. */
interface DriverConnection {
  terminate(): void;
  queue: unknown;
}

/** One connection to a database, and the driver's part that speaks on it. It is never connected a second time. */
export interface Connection {
  readonly driver: Driver;
  /** Runs a query on it, by the driver's way unless another is given. Rejected when the connection is lost meanwhile. */
  run(query: Query, by?: Query['handler']): void;
  /** Whether it is connected and nothing is under way. */
  free(): boolean;
  /** Ends it now; whatever is under way is rejected with the error. */
  cut(error: Error): void;
  /** Says goodbye to the server; resolves when the connection is closed, within a second. */
  close(): Promise<void>;
}

/** An error by which `databaseAway` knows that there is no connection. */
export function noConnection(code: `CONNECT${string}`, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/**
 * Connects, and resolves when the database has answered. Rejects when it has not within `patience` ms.
 * `lost` is called when the connection closes, whoever closed it.
 *
 * Each has a driver (postgres 3.4.9) of its own, with a single connection that is connected once, because
 * the driver's connection does not survive its socket. When that closes it keeps its write timer and what
 * was to be written, the query under way and the last error. Connected again, it may then never write its first
 * message; take a later query's answer for an older one's; connect again and again, without a pause,
 * to a server that refuses; or write to no socket, which throws where nobody can catch it (its issues 1066,
 * 1154, 1208). What came between a socket's error and its end is never answered. See ADR 30.
 */
export async function openConnection(
  url: string,
  options: DriverOptions,
  { patience, lost }: { patience: number; lost: () => void },
): Promise<Connection> {
  let socket: Socket | undefined;
  const closed = Promise.withResolvers<void>();
  const once = {
    ...options,
    max: 1,
    idle_timeout: 0,
    connect_timeout: 0,
    max_lifetime: null,
    socket: (to: { host: string[]; port: number[]; path?: string }) => {
      if (socket) throw noConnection('CONNECTION_CLOSED', 'the database closed the connection');
      socket = socketTo(to);
      return socket;
    },
    onclose: () => {
      closed.resolve();
      lost();
    },
  };
  const driver = postgres(url, once as DriverOptions) as unknown as Driver;
  try {
    const connection = await answered(driver, patience);
    return connectionOn(driver, connection, socket!, closed.promise);
  } catch (error) {
    socket?.destroy();
    throw error;
  }
}

function socketTo({ host, port, path }: { host: string[]; port: number[]; path?: string }): Socket {
  const to = path ? { path } : { host: host[0]!, port: port[0]!, noDelay: true };
  // For the driver's messages, and for the name in a certificate.
  return Object.assign(inOneGo(connect(to)), { host: host[0], port: port[0] });
}

const DRIVER_KEEPS = 1024; // bytes; what is shorter the driver writes at the end of a turn of the event loop

/**
 * What a turn of the event loop writes leaves together at its end: the statements of a batch in one system call and
 * few packets. The driver by itself sends at once whatever is no shorter than a kilobyte.
 */
function inOneGo(socket: Socket): Socket {
  const { write } = socket;
  const flush = () => socket.uncork();
  socket.write = ((data: Uint8Array, ...rest: unknown[]) => {
    const turnEnds = data.length < DRIVER_KEEPS;
    if (!turnEnds && socket.writableCorked === 0) {
      socket.cork();
      setImmediate(flush);
    }
    const written: unknown = Reflect.apply(write, socket, [data, ...rest]);
    if (turnEnds) flush();
    return written;
  }) as Socket['write'];
  return socket;
}

/** The driver's connection, when the database has answered on it. */
async function answered(driver: Driver, patience: number): Promise<DriverConnection> {
  let connection: DriverConnection | undefined;
  const onexecute = (it: DriverConnection) => {
    connection = it;
    return true;
  };
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(noConnection('CONNECT_TIMEOUT', `the database did not answer within ${patience} ms`));
  }, patience);
  try {
    await Promise.race([driver.unsafe('select 1', [], { onexecute } as object), late.promise]);
  } finally {
    clearTimeout(timer);
  }
  return connection!;
}

function connectionOn(
  driver: Driver,
  connection: DriverConnection,
  socket: Socket,
  closed: Promise<void>,
): Connection {
  const handler = handlerOf(driver as unknown as Maker);
  const home = connection.queue;
  const asked = new Set<Query>();
  let lost: Error | undefined;
  return {
    driver,
    run(query, by = handler) {
      if (lost) return query.reject(lost);
      asked.add(query);
      const settled = () => void asked.delete(query);
      // Not the query's own `then`, which would run it.
      Promise.prototype.then.call(query, settled, settled);
      by(query);
    },
    free: () => !lost && socket.readyState === 'open' && connection.queue === home,
    cut(error) {
      lost ??= error;
      for (const query of asked) query.reject(error);
      connection.terminate(); // from now on it rejects what a transaction still wants, its rollback too
      socket.destroy();
    },
    async close() {
      lost ??= noConnection('CONNECTION_ENDED', 'the connection to the database was closed');
      connection.terminate();
      const timer = setTimeout(() => socket.destroy(), 1000);
      await closed;
      clearTimeout(timer);
    },
  };
}
