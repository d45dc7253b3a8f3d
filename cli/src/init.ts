import { OPERATOR } from '@sagashop/chassis/callers';
import { createLog } from '@sagashop/chassis/log';
import { createSession, ensureUser } from '@sagashop/user/contract';
import { environment, readCliConfig } from './config.ts';
import { fillDemoShop } from './demo/fill.ts';
import { PEOPLE } from './first-start.ts';
import { type Hosted, host } from './host.ts';

/**
 * `sagashop init`: the administrator of a new shop whose services run elsewhere, at their `*_URL`, with the
 * password SAGASHOP_ADMIN_PASSWORD; with `demo` also the demo data, and alice and bob with the same password. It
 * may be run again: who is there is left as they are. Resolves to the exit code; throws when a service is away.
 */
export async function init(options: { demo: boolean }): Promise<number> {
  const config = readCliConfig();
  const password = config.SAGASHOP_ADMIN_PASSWORD;
  if (!password) throw new Error('SAGASHOP_ADMIN_PASSWORD is not set: which password shall admin have?');
  const hosted = await host(environment(), createLog(config, 'init'), ['gateway'], OPERATOR);
  try {
    const names = options.demo ? (['admin', 'alice', 'bob'] as const) : (['admin'] as const);
    const ids: Record<string, string> = {};
    for (const username of names) {
      const wish = { username, password, language: 'en' as const, ...PEOPLE[username] };
      const user = await hosted.peers.ask(ensureUser, wish);
      ids[username] = user.id;
      process.stdout.write(`${username}: ${user.created ? 'made' : 'there already, left as they are'}\n`);
    }
    if (options.demo) {
      const filled = await hasMoney(hosted, 'alice');
      const { token } = await hosted.peers.ask(createSession, { username: 'admin' });
      if (!filled) await fillDemoShop(hosted, { token, rich: ids['alice']! });
      process.stdout.write(`Demo data: ${filled ? 'there already' : 'filled in'}.\n`);
    }
  } finally {
    await hosted.stop();
  }
  return 0;
}

/**
 * Whether a user's account has ever had an entry. The rich customer's money comes last of all demo data, and the keys
 * by which each step is done once are forgotten after a week.
 */
async function hasMoney({ peers, gateway }: Hosted, username: string): Promise<boolean> {
  const { token } = await peers.ask(createSession, { username });
  const headers = { authorization: `Bearer ${token}` };
  const answer = await gateway.inject({ url: '/api/account/entries?limit=1', headers });
  if (answer.statusCode !== 200) throw new Error(`${username}'s account was answered ${answer.body}`);
  return answer.json<{ items: unknown[] }>().items.length > 0;
}
