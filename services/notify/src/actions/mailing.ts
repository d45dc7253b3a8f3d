import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { openPost } from './post.ts';
import { sendMails } from './send-mails.ts';

const EVERY = 1000; // ms

interface MailingOptions {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
  log: Logger;
  origin: string;
  smtp: string | undefined;
  from: string | undefined;
}

/** Sends mails as long as the service runs, where there is a server to send them by; else nothing, and all wait to be read. */
export async function openMailing({ smtp, from, ...parts }: MailingOptions) {
  if (!smtp) return { sends: false, start: () => {}, stop: async () => {} };
  const host = new URL(parts.origin).hostname;
  const post = await openPost({ url: smtp, from: from ?? `no-reply@${host}` });
  const turns = sweeper({
    name: 'mails',
    first: 0,
    every: EVERY,
    work: () => sendMails({ ...parts, post }),
    log: parts.log,
  });
  return {
    sends: true,
    start: turns.start,
    stop: async () => {
      await turns.stop();
      post.close();
    },
  };
}
