import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Words to put in front of a PostgreSQL program, so that it may run here and ends with this process. */
export type Prefix = string[];

// Ends with its parent, even when that is killed by SIGKILL. INT lets it end cleanly, so that the next
// start has nothing to recover; the guard sees to it that this does not take too long.
const DIE_WITH_PARENT = ['setpriv', '--pdeathsig=INT'];

// PostgreSQL refuses to run as root. In a user namespace of its own it sees itself as user 1000, while
// its files remain root's, also below folders that no other user may enter.
const NOT_AS_ROOT = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

/**
 * Finds out by trying how PostgreSQL can be run here. Throws when this is root and the system offers
 * no way to run it as another user.
 */
export async function findPrefix(): Promise<Prefix> {
  const asRoot = process.getuid?.() === 0;
  const candidates = asRoot ? [[...DIE_WITH_PARENT, ...NOT_AS_ROOT], NOT_AS_ROOT] : [DIE_WITH_PARENT];
  let reason = '';
  for (const candidate of candidates) {
    reason = await refusal([...candidate, 'true']);
    if (reason === '') return candidate;
  }
  if (!asRoot) return [];
  throw new Error(
    `PostgreSQL does not run as root, and a user namespace is not to be had here (${reason}). ` +
      'Run this as an ordinary user, or install util-linux 2.36 or newer; a container must allow user namespaces.',
  );
}

async function refusal([program = '', ...args]: string[]): Promise<string> {
  try {
    await promisify(execFile)(program, args, { env: environment() });
    return '';
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    return stderr?.trim() || (code === 'ENOENT' ? `${program} is missing` : String(error));
  }
}

/** The locale whose character classes know every alphabet, under the name that it has on this system. */
export const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/** The environment of PostgreSQL's programs: nothing of ours, so that no PG… or LANG of a user counts. */
export function environment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: LOCALE, TZ: 'UTC' };
}
