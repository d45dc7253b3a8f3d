import { readCliConfig } from './config.ts';
import { readRun } from './data-directory.ts';

/** Where a running shop answers, and an administrator's session token for it. */
export interface ShopAddress {
  url: string;
  token: string;
  /** Where the services' own processes answer, when there are several: each has /metrics of its own. */
  origins?: string[];
  /** Where the gateway's metrics are, when that is not `url`. */
  metrics?: string;
  /** The shop's processes, when it runs on this machine from our data directory. */
  pid?: number;
  postgresPid?: number;
  /** The user service's database, with its password. */
  userDatabase?: string;
}

/**
 * The shop that `--url` and `--token` name, or the one that runs from the data directory; undefined when
 * none runs there. Throws when only one of the two is given.
 */
export async function findShop(options: { url?: string; token?: string }): Promise<ShopAddress | undefined> {
  const { url, token } = options;
  if (url && token) return { url: url.replace(/\/+$/, ''), token };
  if (url || token)
    throw new Error('Give both --url and --token (an administrator’s session token), or neither.');
  const run = await readRun(readCliConfig().SAGASHOP_DATA);
  if (!run) return undefined;
  return {
    url: run.url,
    token: String(run['token']),
    pid: run.pid,
    ...(run['metrics'] ? { metrics: String(run['metrics']) } : {}),
    ...(run.postgresPid ? { postgresPid: run.postgresPid } : {}),
    ...(Array.isArray(run['origins']) ? { origins: run['origins'].map(String) } : {}),
    ...(run['userDatabase'] ? { userDatabase: String(run['userDatabase']) } : {}),
  };
}
