import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { DEVICE_LIFE, type Device } from '../domain/device.ts';
import { secretKey } from './secret-key.ts';

const LONGEST = 300; // characters; none of ours is longer

/** Tokens that say of a browser that a user has signed in from it: signed, and kept nowhere here. */
export type KnownDevices = ReturnType<typeof knownDevices>;

/** `now` in ms. */
export function knownDevices(sql: Sql, now: () => number = Date.now) {
  const loaded = secretKey(sql, 'devices');
  const sign = async (payload: string) =>
    createHmac('sha256', await loaded())
      .update(payload)
      .digest();
  return {
    /** A token for a device of this user that was not one before. */
    async issue(userId: string): Promise<string> {
      const until = Math.floor(now() / 1000) + DEVICE_LIFE;
      const payload = Buffer.from(`${userId} ${newId()} ${until}`).toString('base64url');
      return `${payload}.${(await sign(payload)).toString('base64url')}`;
    },
    /** The device of a token that we have signed, and whose life has not ended. */
    async read(token: string | undefined): Promise<Device | undefined> {
      if (!token || token.length > LONGEST) return undefined;
      const [payload, signature, ...more] = token.split('.');
      if (!payload || !signature || more.length > 0) return undefined;
      const [given, expected] = [Buffer.from(signature, 'base64url'), await sign(payload)];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const [userId = '', id = '', until] = Buffer.from(payload, 'base64url').toString().split(' ');
      return Number(until) * 1000 >= now() ? { userId, id } : undefined;
    },
  };
}
