import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '@sagashop/chassis/postgres/connect';
import { reachDatabase } from '@sagashop/chassis/postgres/reach-database';
import { findDatabases } from './backup/where.ts';
import { type CliConfig, environment, readCliConfig } from './config.ts';
import { readRun } from './data-directory.ts';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * `sagashop admin-password [NAME]`: gives an owner (`admin`) another password, SAGASHOP_ADMIN_PASSWORD or one that is
 * made and printed, and ends their sessions. Of the database that USER_DATABASE_URL names, else of the shop in
 * SAGASHOP_DATA, running or stopped. Resolves to the exit code; throws when nobody, or no owner, has the name.
 */
export async function adminPassword(username = 'admin'): Promise<number> {
  const config = readCliConfig();
  const { resetPassword } = await import('@sagashop/user/app');
  const given = config.SAGASHOP_ADMIN_PASSWORD;
  const password = given ?? randomBytes(12).toString('base64url');
  const { url, directory, kept, close } = await userDatabase(config);
  const sql = connect(url, { name: 'user', max: 2 });
  try {
    await reachDatabase(sql, 'user', { say });
    const name = await resetPassword(sql, { username, password, kept }).catch((error: { code?: unknown }) => {
      throw REFUSED[String(error.code)]?.(username) ?? error;
    });
    if (directory) await noteSignIn(directory, name, password);
    process.stdout.write(
      given === undefined
        ? `sign-in  ${name}  ${password}\n`
        : `${name} signs in with the password in SAGASHOP_ADMIN_PASSWORD.\n`,
    );
    say(`The sessions of ${name} have ended.`);
    return 0;
  } finally {
    await sql.end({ timeout: 1 });
    await close();
  }
}

const REFUSED: Readonly<Record<string, (name: string) => Error>> = {
  not_found: (name) => new Error(`There is no user '${name}' in this shop. Nothing was changed.`),
  forbidden: (name) => new Error(`'${name}' is no owner. Nothing was changed.`),
};

async function userDatabase(config: CliConfig) {
  const named = environment()['USER_DATABASE_URL'];
  if (named) return { url: named, directory: undefined, kept: undefined, close: async () => {} };
  const { urls, close } = await findDatabases(config, say);
  const directory = config.SAGASHOP_DATA;
  const token = (await readRun(directory))?.['token'];
  return { url: urls['user']!, directory, kept: token === undefined ? undefined : String(token), close };
}

/** In the list of the first start, where that is kept and has this user. */
async function noteSignIn(directory: string, name: string, password: string): Promise<void> {
  const path = join(directory, 'sign-ins.txt');
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`sign-in  ${name}  `));
  if (at < 0) return;
  lines[at] = `sign-in  ${name}  ${password}`;
  const draft = join(directory, '.sign-ins.txt.new');
  await writeFile(draft, lines.join('\n'), { mode: 0o600, flush: true });
  await rename(draft, path);
}
