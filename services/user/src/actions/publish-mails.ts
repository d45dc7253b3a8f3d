import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import type { Static } from 'typebox';
import type { mailRecipients, mailWanted } from '../contract.ts';
import { LINK_KINDS, type LinkKind } from '../domain/mail-link.ts';
import { findReminded } from '../store/due-reminders.ts';
import { type Addressee, findResetters, findUnverified } from '../store/mail-links.ts';
import type { LinkTokens } from './link-tokens.ts';
import { goodsOfReminders } from './remind-of.ts';

type Wanted = Static<typeof mailWanted.body>;
type Question = Static<typeof mailRecipients.question>;
type Answer = Static<typeof mailRecipients.answer>;

/** Tells notify which mails are wanted, but for those that no member has asked for: here it is looked up who has an address. */
export const mailPublisher =
  (sql: Sql, peers: Pick<Peers, 'publish'>) =>
  async (type: string, bodies: unknown[]): Promise<void> => {
    const wanted = bodies as Wanted[];
    const [there, reminded] = await Promise.all([addressees(sql, wanted), remindedBy(sql, wanted)]);
    const known = new Set([...there, ...reminded].map(({ id }) => id));
    const mails = wanted.filter(({ id }) => known.has(id));
    if (mails.length > 0) await peers.publish(type, mails);
  };

/** To whom these letters go, and the tokens of their links, in their order; null for what is used, too old, or not there now. */
export async function answerRecipients(
  { sql, peers, tokens }: { sql: Sql; peers: Pick<Peers, 'ask'>; tokens: LinkTokens },
  { letters, sending = false }: Question,
): Promise<Answer> {
  const [there, reminded] = await Promise.all([addressees(sql, letters), remindedBy(sql, letters)]);
  const told = new Set(letters.filter(({ kind }) => kind === 'back_in_stock').map(({ id }) => id));
  const leaving = sending ? told : new Set<string>();
  // While catalog or stock are away, only those mails wait that tell of goods.
  const goods = await goodsOfReminders({ sql, peers }, reminded, leaving).catch(() => undefined);
  const later = goods ? [] : reminded.map(({ id }) => id);
  const found = new Map(
    [...there, ...reminded.filter(({ id }) => goods?.has(id))].map((one) => [one.id, one]),
  );
  const recipients = letters.map(async ({ id, kind }) => {
    const to = found.get(id);
    if (!to || !isLink(kind)) return null;
    const name = [to.firstName, to.lastName].filter(Boolean).join(' ') || null;
    const about = goods?.get(id);
    return {
      ...{ email: to.email, name, token: await tokens.tokenOf(kind, id) },
      ...(about && { goods: about }),
    };
  });
  return { recipients: await Promise.all(recipients), later };
}

const isLink = (kind: string): kind is LinkKind => (LINK_KINDS as readonly string[]).includes(kind);

type Letters = readonly { id: string; kind: string }[];

const idsOf = (letters: Letters, kind: LinkKind) =>
  letters.filter((one) => one.kind === kind).map(({ id }) => id);

async function addressees(sql: Sql, letters: Letters): Promise<Addressee[]> {
  const found = await Promise.all([
    findResetters(sql, idsOf(letters, 'reset_password')),
    findUnverified(sql, idsOf(letters, 'verify_address')),
  ]);
  return found.flat();
}

const remindedBy = (sql: Sql, letters: Letters) =>
  findReminded(sql, {
    asked: idsOf(letters, 'confirm_reminder'),
    told: idsOf(letters, 'back_in_stock'),
  });
