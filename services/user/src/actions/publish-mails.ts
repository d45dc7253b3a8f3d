import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import type { Static } from 'typebox';
import type { mailRecipients, mailWanted } from '../contract.ts';
import type { LinkKind } from '../domain/mail-link.ts';
import { type Addressee, findResetters, findUnverified } from '../store/mail-links.ts';
import type { LinkTokens } from './link-tokens.ts';

type Wanted = Static<typeof mailWanted.body>;
type Question = Static<typeof mailRecipients.question>;
type Answer = Static<typeof mailRecipients.answer>;

/** Tells notify which mails are wanted, but for those that no member has asked for: here it is looked up who has an address. */
export const mailPublisher =
  (sql: Sql, peers: Pick<Peers, 'publish'>) =>
  async (type: string, bodies: unknown[]): Promise<void> => {
    const wanted = bodies as Wanted[];
    const there = await addressees(sql, wanted);
    const mails = wanted.filter(({ id }) => there.has(id));
    if (mails.length > 0) await peers.publish(type, mails);
  };

/** To whom these letters go, and the tokens of their links, in their order; null for what is used or too old. */
export async function answerRecipients(sql: Sql, tokens: LinkTokens, { letters }: Question): Promise<Answer> {
  const there = await addressees(sql, letters);
  const recipients = letters.map(async ({ id, kind }) => {
    const to = there.get(id);
    if (!to || !isLink(kind)) return null;
    const name = [to.firstName, to.lastName].filter(Boolean).join(' ') || null;
    return { email: to.email, name, token: await tokens.tokenOf(kind, id) };
  });
  return { recipients: await Promise.all(recipients) };
}

const isLink = (kind: string): kind is LinkKind => kind === 'reset_password' || kind === 'verify_address';

async function addressees(
  sql: Sql,
  letters: readonly { id: string; kind: string }[],
): Promise<Map<string, Addressee>> {
  const ids = (kind: LinkKind) => letters.filter((one) => one.kind === kind).map(({ id }) => id);
  const found = await Promise.all([
    findResetters(sql, ids('reset_password')),
    findUnverified(sql, ids('verify_address')),
  ]);
  return new Map(found.flat().map((one) => [one.id, one]));
}
