import { guessLimits } from '@sagashop/chassis/guards/allowances';
import { forgive, guarded, isFull, type Limit } from '@sagashop/chassis/guards/throttle';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import type { Device } from '../domain/device.ts';
import { deviceWords } from '../domain/device-words.ts';
import { DEVICE, SIGN_IN } from '../domain/limits.ts';
import type { User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { findCredentials, findUser } from '../store/users.ts';
import type { ForWhom, Hasher } from './hasher.ts';
import type { KnownDevices } from './known-devices.ts';
import { openSession } from './open-session.ts';

interface Given {
  /** Or their e-mail address. */
  username: string;
  password: string;
  ip: string;
  /** What the browser says that it is. */
  agent?: string | undefined;
  /** The device that the request has shown to come from. */
  device: Device | undefined;
}

/**
 * Opens a session for whoever knows the password, and answers with it the token by which the device is known from now on.
 * Refuses as `wrong_credentials`, and after the same time, an unknown name or address and a wrong password; as
 * `too_many_attempts` whoever was refused too often. On a device from which this user has signed in before, only what
 * failed on that device counts.
 */
export async function signIn(
  parts: { sql: Sql; hasher: Hasher; devices: KnownDevices },
  given: Given,
): Promise<{ token: string; user: User; device: string }> {
  const { sql, hasher, devices } = parts;
  const credentials = await findCredentials(sql, given.username);
  const { who, limits } = await countedFor(sql, credentials?.userId, given);
  const session = await guarded(sql, limits, async () => {
    const right = await hasher.verify(credentials?.password, given.password, who);
    if (!right || !credentials) return undefined;
    const user = await findUser(sql, credentials.userId);
    return user && { user, password: credentials.password };
  });
  if (!session) throw refuseUser.wrong_credentials();
  const { user, password } = session;
  const token = await openSession(sql, user.id, password, {
    device: deviceWords(given.agent),
    origin: given.ip,
  });
  await forgive(sql, limits);
  return { token, user, device: await devices.issue(user.id) };
}

/** What a wrong password at an account counts against where the device is not known. */
export function strangersLimits(account: string, ip: string): Limit[] {
  return guessLimits('sign-in', account, ip, SIGN_IN);
}

async function countedFor(
  sql: Sql,
  userId: string | undefined,
  { username, ip, device }: Given,
): Promise<{ who: ForWhom; limits: Limit[] }> {
  if (userId !== undefined && device?.userId === userId) {
    const limits = [{ ...DEVICE, who: `sign-in device\n${device.id}`, own: true }];
    if (!(await isFull(sql, limits))) return { who: 'known', limits };
  }
  // What nobody has counts in each of its forms alike, as what somebody has does.
  return { who: 'stranger', limits: strangersLimits(userId ?? emailKey(username), ip) };
}
