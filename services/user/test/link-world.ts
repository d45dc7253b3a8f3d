import { after } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { openUser } from '../src/app.ts';
import { CHEAP, newDatabase, PASSWORD, signUpBody } from './opened.ts';

type Json = ReturnType<typeof JSON.parse>;

interface Wanted {
  id: string;
  kind: string;
  language: string;
}

/** A user service whose events a test reads as notify would, and the links that it would send. */
export async function linkWorld(ask?: (call: { name: string }, question: never) => Promise<unknown>) {
  const url = await newDatabase();
  const wanted: Wanted[] = [];
  const context = testContext(
    { USER_DATABASE_URL: url },
    {
      publish: async (_type, bodies) => void wanted.push(...(bodies as Wanted[])),
      ...(ask && { ask: ask as never }),
    },
  );
  const service = await openUser(context, CHEAP);
  const app = testApp(service, context);
  const sql = connect(url, { name: 'test', max: 1 });
  after(() => Promise.all([service.stop(), sql.end()]));
  await service.start();
  const post = async (path: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: path, payload, headers });
  const emptied = async () => {
    while ((await sql`select 1 from outbox limit 1`).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
  };
  /** To whom these go, as notify is told when it sends them. */
  const recipients = async (letters: Pick<Wanted, 'id' | 'kind'>[], sending = false): Promise<Json[]> =>
    ((await service.calls['mail-recipients']!({ letters, sending } as never)) as Json).recipients;
  return {
    ...{ app, sql, post, service, wanted, recipients, emptied },
    /** Somebody who has signed up, with a session. */
    member: async (more: Record<string, string> = {}) => {
      const body = signUpBody(more);
      const user = (await post('/api/users', body)).json();
      const signIn = (password = PASSWORD) => post('/api/session', { username: body['username']!, password });
      const token: string = (await signIn()).json().token;
      const own = { ...as(user.id), authorization: `Bearer ${token}` };
      return { ...user, email: body['email']!, token, own, signIn };
    },
    /** The links of a kind that were sent to an address so far, the last one first. */
    links: async (kind: string, email: string): Promise<string[]> => {
      await emptied();
      const mine = wanted.filter((one) => one.kind === kind);
      const to = await recipients(mine);
      return to.flatMap((one) => (one?.email === email ? [one.token as string] : [])).reverse();
    },
  };
}
