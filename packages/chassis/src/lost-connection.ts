import { isFatal, type Sql } from './postgres.ts';

type Work = (tx: unknown) => unknown;
type Begin = (...all: unknown[]) => Promise<unknown>;

/**
 * Keeps a lost connection from ending the process. When a transaction's work fails, the driver (postgres 3.4.9)
 * sends a rollback; when it failed because its connection is gone, that is written to no socket, and throws where
 * nobody can catch it (its issues 1066, 1154, 1208). So such work is left unfinished for the driver,
 * and the transaction is rejected here.
 */
export function surviveLostConnections(sql: Sql): Sql {
  const begin = sql.begin.bind(sql) as unknown as Begin;
  const careful: Begin = (...all) => {
    const work = all.pop() as Work;
    const lost = Promise.withResolvers<never>();
    const outlived = async (tx: unknown) => {
      try {
        const made = work(tx);
        return await (Array.isArray(made) ? Promise.all(made) : made);
      } catch (error) {
        if (!connectionIsLost(error)) throw error;
        lost.reject(error);
        return new Promise(() => {});
      }
    };
    return Promise.race([begin(...all, outlived), lost.promise]);
  };
  return Object.assign(sql, { begin: careful });
}

/** Whether an error came with the end of its connection: from the socket, or as the server's last word. */
function connectionIsLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return isFatal(error) || /^(?:CONNECTION_|ECONN|EPIPE|ETIMEDOUT|ERR_STREAM_)/.test(String(code ?? ''));
}
