import { after } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { newId } from '@sagashop/kernel/ids';
import { openPost } from '../src/actions/post.ts';
import { sendMails } from '../src/actions/send-mails.ts';
import { newDatabase, opened } from './opened.ts';
import { openSmtp } from './smtp-server.ts';

export const ORIGIN = 'https://shop.example';

interface Person {
  email: string;
  name: string | null;
  token?: string;
  goods?: { name: { en: string; ru: string }; path: string };
}

/** A notify service with customers who have addresses, a real SMTP server, and turns of sending that a test takes itself. */
export async function mailWorld() {
  const url = await newDatabase();
  const people = new Map<string, Person>();
  const later: string[] = [];
  const peers = {
    ask: async ({ name }: { name: string }, question: never) => {
      const { orders, letters } = question as { orders?: string[]; letters?: { id: string }[] };
      if (!/recipients$/.test(name)) throw new Error(`nobody answers ${name}`);
      const ids = orders ?? letters!.map(({ id }) => id);
      return { recipients: ids.map((id) => people.get(id) ?? null), ...(letters && { later }) };
    },
  };
  const notify = await opened(url, { peers: peers as never, env: { SAGASHOP_PUBLIC_URL: ORIGIN } });
  const smtp = await openSmtp();
  const post = await openPost({ url: smtp.url, from: 'Shop <no-reply@shop.example>' });
  const sql = connect(url, { name: 'test', max: 2 });
  after(async () => {
    post.close();
    await Promise.all([smtp.close(), sql.end(), notify.service.stop()]);
  });
  const sending = { sql, peers: peers as never, post, origin: ORIGIN };
  return {
    ...{ notify, smtp, sql, people, later, sending, url },
    /** Tells somebody how an order ended, who has this address. */
    order: async (
      email = `${newId()}@example.test`,
      more: { name?: string | null; [told: string]: unknown } = {},
    ) => {
      const { name = 'Ann Smith', ...told } = more;
      const [order, user] = [newId(), newId()];
      people.set(order, { email, name });
      await notify.tell(order, user, told);
      return { order, user, email };
    },
    /** Has a link sent, as user tells that it is wanted. */
    link: async (kind: string, email = `${newId()}@example.test`, goods?: Person['goods']) => {
      const id = newId();
      people.set(id, { email, name: null, token: `token-of-${id}`, ...(goods && { goods }) });
      const bodies = [{ id, kind, language: 'en', life: 1800, sequence: 1 }];
      await notify.service.subscribes!['user.mail_wanted']!([...bodies, ...bodies] as never[]);
      return { id, email, token: `token-of-${id}` };
    },
    /** Sends what is due now. */
    send: () => sendMails(sending),
    /** Lets so much time pass for what waits, as the database sees it. */
    pass: (interval: string) =>
      sql`update mails set due_at = due_at - ${interval}::interval, give_up_at = give_up_at - ${interval}::interval,
        created_at = created_at - ${interval}::interval where state = 'waiting'`,
    mailOf: async (order: string) => {
      const [mail] = await sql`select state, attempts, answer, resends from mails where subject = ${order}`;
      return mail as { state: string; attempts: number; answer: string | null; resends: number };
    },
  };
}
