import { createHash } from 'node:crypto';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { emailKey } from '@sagashop/chassis/text/email';
import { sweepAll } from '@sagashop/chassis/work/sweeper';
import { type Attempt, pauseAfter } from '../domain/back-off.ts';
import { composeMail, oneLine } from '../domain/compose-mail.ts';
import { type Mail, messageIdOf, type Recipient } from '../domain/mail.ts';
import {
  claimMails,
  deleteMails,
  giveUpMails,
  noteFailed,
  noteLater,
  noteRefused,
  noteSent,
  refusedAmong,
  releaseMails,
} from '../store/mail-claims.ts';
import type { Post } from './post.ts';
import { recipientsOf } from './recipients-of.ts';

const AT_ONCE = 30; // mails
/** Seconds for which mails are taken: longer than the slowest server needs for all of them. */
const LEASE = 15 * 60;

/** Seconds until it is asked again what a mail tells of. */
const UNKNOWN = 60;

export interface Sending {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
  post: Post;
  /** Where people reach the shop: there links lead. */
  origin: string;
}

/**
 * Sends the mails that are due, and notes of each what came of it. When the process dies in between, whoever comes later sends
 * them again, with the same Message-ID. Throws, and lets them go, while those do not answer who know to whom they go.
 */
export async function sendMails(sending: Sending): Promise<void> {
  await sweepAll((most) => giveUpMails(sending.sql, most));
  await sweepAll((most) => sendSome(sending, most), AT_ONCE);
}

async function sendSome(sending: Sending, most: number): Promise<number> {
  const { sql, peers } = sending;
  const mails = await claimMails(sql, { most, lease: LEASE });
  if (mails.length === 0) return 0;
  const { people, later } = await recipientsOf(peers, mails, { sending: true }).catch(async (error) => {
    await releaseMails(sql, mails);
    throw error;
  });
  const refused = await refusedAmong(sql, [...people.values()].map(hashOf));
  const reached = await Promise.all(
    mails.map((mail) =>
      later.has(mail.id) ? waitFor(sql, mail) : sendOne(sending, mail, people.get(mail.id), refused),
    ),
  );
  // A server that is away is left in peace until the next turn.
  return reached.some(Boolean) ? mails.length : 0;
}

/** Has a mail wait of which nobody can say now what it tells: others go meanwhile. */
async function waitFor(sql: Sql, mail: Mail): Promise<true> {
  await noteLater(sql, mail, { answer: 'goods_unknown', seconds: UNKNOWN });
  return true;
}

/** Sends a mail and notes what came of it; false where the server was away. */
async function sendOne(
  { sql, post, origin }: Sending,
  mail: Mail,
  to: Recipient | undefined,
  refused: ReadonlySet<string>,
): Promise<boolean> {
  const written = to && composeMail(mail, to, origin);
  const hopeless = !to ? 'no_address' : refused.has(hashOf(to)) ? 'refused_before' : !written && 'no_words';
  if (!to || !written || hopeless) {
    // What it was about is over: its link was used, or is too old.
    if (!to && mail.asks === 'user') await deleteMails(sql, [mail.id]);
    else await noteFailed(sql, mail, hopeless || 'no_words');
    return true;
  }
  const messageId = messageIdOf(mail, new URL(origin).hostname);
  const person = { email: to.email, name: oneLine(to.name ?? '') };
  const attempt = await post.send({ ...written, to: person, messageId, language: mail.language });
  await note(sql, mail, to, attempt);
  return attempt.kind !== 'later' || !attempt.away;
}

async function note(sql: Sql, mail: Mail, to: Recipient, attempt: Attempt): Promise<void> {
  if (attempt.kind === 'sent') return noteSent(sql, mail);
  const { answer } = attempt;
  if (attempt.kind === 'later') {
    const seconds = pauseAfter(mail.attempts, attempt.away, Math.random());
    return noteLater(sql, mail, { answer, seconds });
  }
  if (attempt.refused) await noteRefused(sql, hashOf(to), answer);
  return noteFailed(sql, mail, answer);
}

/** By what a refused address is known: kept is no address, nor anything that leads to one. */
export const hashOf = ({ email }: Pick<Recipient, 'email'>): string =>
  createHash('sha256').update(emailKey(email)).digest('hex');
