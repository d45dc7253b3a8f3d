import { readCliConfig } from './config.ts';
import { readRun } from './data-directory.ts';

/** What a command may do. */
export type Scope = 'audit' | 'load' | 'lab';

/** Where a running shop answers, and a token for it. */
export interface ShopAddress {
  url: string;
  /** A token that is good for the command, for some minutes at least. */
  token(): Promise<string>;
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
export async function findShop(
  options: { url?: string; token?: string },
  scope: Scope,
): Promise<ShopAddress | undefined> {
  const { url, token } = options;
  if (url && token) return { url: url.replace(/\/+$/, ''), token: async () => token };
  if (url || token) throw new Error('Give both --url and --token (an owner’s session token), or neither.');
  const run = await readRun(readCliConfig().SAGASHOP_DATA);
  if (!run) return undefined;
  return {
    url: run.url,
    token: commandToken(run.url, String(run['token']), scope),
    pid: run.pid,
    ...(run['metrics'] ? { metrics: String(run['metrics']) } : {}),
    ...(run.postgresPid ? { postgresPid: run.postgresPid } : {}),
    ...(Array.isArray(run['origins']) ? { origins: run['origins'].map(String) } : {}),
    ...(run['userDatabase'] ? { userDatabase: String(run['userDatabase']) } : {}),
  };
}

const RENEWED = 0.5; // of a token's life, after which the next one is asked for

/** Exchanges the session in `run.json` for tokens of one command. Throws with what the shop answered when it gives none. */
function commandToken(url: string, session: string, scope: Scope): () => Promise<string> {
  let kept: { token: Promise<string>; until: number } | undefined;
  const exchange = async () => {
    const response = await fetch(`${url}/api/session/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      body: JSON.stringify({ scope }),
    });
    const answer = (await response.json().catch(() => ({}))) as {
      token?: string;
      expiresIn?: number;
      title?: string;
    };
    const { token, expiresIn = 0, title = '' } = answer;
    if (!token) throw new Error(`The shop at ${url} gives no token: ${response.status} ${title}`);
    if (kept) kept.until = Date.now() + expiresIn * 1000 * RENEWED;
    return token;
  };
  return () => {
    if (kept && Date.now() < kept.until) return kept.token;
    const asked = exchange();
    kept = { token: asked, until: Number.POSITIVE_INFINITY };
    asked.catch(() => (kept = undefined));
    return asked;
  };
}
