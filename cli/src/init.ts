import { createLog } from '@sagashop/chassis/observe/log';
import { patiently } from '@sagashop/chassis/postgres/reach-database';
import { OPERATOR } from '@sagashop/chassis/service/callers';
import type { Problem } from '@sagashop/kernel/problem';
import { createSession, ensureUser } from '@sagashop/user/contract';
import { environment, readCliConfig } from './config.ts';
import { fillDemoShop } from './fill-demo-shop.ts';
import { PEOPLE } from './first-start.ts';
import { type Hosted, host } from './host.ts';
import { SERVICES } from './services.ts';

const DEMO_PEOPLE = ['alice', 'bob'] as const;

/**
 * `sagashop init`: the administrator of a new shop whose services run elsewhere, at their `*_URL`, with the
 * password SAGASHOP_ADMIN_PASSWORD; with `demo` also the demo data, and alice and bob with the same password. It
 * may be run again, also after each upgrade: who is there is left as they are, what was filled in stays as it was left.
 * Services that are away are waited for, a minute at most. Resolves to the exit code; throws when one stays away.
 */
export async function init(options: { demo: boolean }): Promise<number> {
  const config = readCliConfig();
  const password = config.SAGASHOP_ADMIN_PASSWORD;
  if (!password) throw new Error('SAGASHOP_ADMIN_PASSWORD is not set: which password shall admin have?');
  const hosted = await host(environment(), createLog(config, 'init'), ['gateway'], OPERATOR);
  try {
    for (const name of options.demo ? SERVICES : ['user']) await reachService(hosted, name);
    const make = async (username: keyof typeof PEOPLE) => {
      const wish = { username, password, language: 'en' as const, ...PEOPLE[username] };
      const user = await hosted.peers.ask(ensureUser, wish);
      process.stdout.write(`${username}: ${user.created ? 'made' : 'there already, left as they are'}\n`);
      return user;
    };
    const admin = await make('admin');
    if (options.demo) {
      const wanted = admin.created || (await wantsDemo(hosted));
      if (wanted) {
        const ids: Record<string, string> = {};
        for (const username of DEMO_PEOPLE) ids[username] = (await make(username)).id;
        const { token } = await hosted.peers.ask(createSession, { username: 'admin' });
        await fillDemoShop(hosted, { token, rich: ids['alice']! });
      }
      process.stdout.write(`Demo data: ${wanted ? 'filled in' : 'there already'}.\n`);
    }
  } finally {
    await hosted.stop();
  }
  return 0;
}

async function reachService({ gateway }: Hosted, name: string): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const ready = async () => {
    const answer = await gateway.inject('/health/ready');
    const state = answer.json<{ services?: Record<string, string> }>().services?.[name];
    if (state !== 'ready') throw new Error(state ?? `it was answered ${answer.statusCode}`);
  };
  await patiently(`The service ${name}`, ready, { say, passing: () => true });
}

/**
 * Whether the demo data are to be filled in, of a shop that had its administrator before: they were cut off. One that has
 * goods and no alice was opened to its end, without demo data, or she has left since.
 */
async function wantsDemo({ peers, gateway }: Hosted): Promise<boolean> {
  const alice = await peers.ask(createSession, { username: 'alice' }).catch((error: unknown) => {
    if ((error as Partial<Problem>).code === 'not_found') return undefined;
    throw error;
  });
  const ask = async (url: string, headers = {}) => {
    const answer = await gateway.inject({ url, headers });
    if (answer.statusCode !== 200) throw new Error(`${url} was answered ${answer.body}`);
    return answer.json<{ items: unknown[] }>().items.length > 0;
  };
  if (!alice) return !(await ask('/api/products?limit=1'));
  // The rich customer's money comes last, and the keys by which each step is done once are forgotten after a week.
  return !(await ask('/api/account/entries?limit=1', { authorization: `Bearer ${alice.token}` }));
}
