import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { openUser } from '../src/app.ts';

/** A new database with the tables of user. */
export const newDatabase = (): Promise<string> =>
  testDatabase('user', new URL('../migrations/', import.meta.url));

export const PASSWORD = 'correct horse battery';

/** A sign-up that fits, of somebody who has not been there before. */
export function signUpBody(more: Record<string, string> = {}): Record<string, string> {
  const username = `u_${randomBytes(6).toString('hex')}`;
  return { username, password: PASSWORD, email: `${username}@example.test`, ...more };
}

/** Hundreds of wrong passwords take no time: what one costs is shown in hasher.test.ts. */
export const CHEAP = { hashCost: { memoryCost: 64, timeCost: 1 } };

/** The user service on a database of its own, with an app that has its routes. */
export async function openTestUser(env: Record<string, string> = {}) {
  const url = await newDatabase();
  const context = testContext({ USER_DATABASE_URL: url, ...env });
  const service = await openUser(context, CHEAP);
  after(() => service.stop());
  return { url, service, app: testApp(service, context) };
}
