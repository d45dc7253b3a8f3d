import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSession, ensureUser } from '@sagashop/user/contract';
import type { CliConfig } from './config.ts';
import { fillDemoShop } from './fill-demo-shop.ts';
import type { Shop } from './shop.ts';
import { writeShopFile } from './shop-file.ts';

interface SignIn {
  username: string;
  password: string;
}

/** Whom a new shop has. */
export const PEOPLE = {
  admin: { firstName: 'Anna', lastName: 'Admin', email: 'admin@sagashop.example', isAdmin: true },
  alice: { firstName: 'Alice', lastName: 'Green', email: 'alice@sagashop.example', isAdmin: false },
  bob: { firstName: 'Bob', lastName: 'Brown', email: 'bob@sagashop.example', isAdmin: false },
} as const;

/**
 * Makes the users (and the demo data) of a new shop and tells how to sign in. It may be cut off anywhere
 * and run again: every step is one that can be repeated, and `opened` is written last.
 */
export async function openForTheFirstTime(
  shop: Shop,
  config: CliConfig,
  say: (message: string) => void,
): Promise<void> {
  const signIns = await fillForTheFirstTime(shop, config, say);
  await writeShopFile(shop.directory, { ...shop.file, opened: true });
  for (const line of signIns) say(line);
}

/** The same without saying of the shop that it was opened. Answers what there is to be said of its sign-ins. */
export async function fillForTheFirstTime(
  shop: Shop,
  config: CliConfig,
  say: (message: string) => void,
): Promise<string[]> {
  const names = shop.file.demo ? (['admin', 'alice', 'bob'] as const) : (['admin'] as const);
  const signIns = await keptSignIns(shop.directory, names, config.SAGASHOP_ADMIN_PASSWORD);
  const ids: Record<string, string> = {};
  for (const { username, password } of signIns) {
    const person = PEOPLE[username as keyof typeof PEOPLE];
    const user = await shop.peers.ask(ensureUser, { username, password, language: 'en', ...person });
    ids[username] = user.id;
  }
  if (shop.file.demo) {
    say('Filling the shop with demo data…');
    const { token } = await shop.peers.ask(createSession, { username: 'admin' });
    await fillDemoShop(shop, { token, rich: ids['alice']! });
  }
  return [
    ...signIns.map(({ username, password }) => `sign-in  ${username}  ${password}`),
    `These passwords are kept in ${join(shop.directory, 'sign-ins.txt')}.`,
  ];
}

/** The sign-ins of an earlier, cut-off first start, or new ones; on disk before any user has them. */
async function keptSignIns(
  directory: string,
  names: readonly string[],
  adminPassword: string | undefined,
): Promise<SignIn[]> {
  const path = join(directory, 'sign-ins.txt');
  const text = await readFile(path, 'utf8').catch(() => '');
  const kept = new Map(
    text.split('\n').flatMap((line) => {
      const [, username, password] = /^sign-in {2}(\S+) {2}(.+)$/.exec(line) ?? [];
      return username && password ? [[username, password] as const] : [];
    }),
  );
  const signIns = names.map((username) => ({
    username,
    password:
      (username === 'admin' ? adminPassword : undefined) ??
      kept.get(username) ??
      randomBytes(12).toString('base64url'),
  }));
  const lines = signIns.map(({ username, password }) => `sign-in  ${username}  ${password}\n`);
  const draft = join(directory, '.sign-ins.txt.new');
  await writeFile(draft, lines.join(''), { mode: 0o600, flush: true });
  await rename(draft, path);
  return signIns;
}
