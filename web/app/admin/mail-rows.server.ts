import { randomUUID } from 'node:crypto';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { List, Mail, Order } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';

export const MAIL_STATES = ['waiting', 'sent', 'failed'] as const;
/** Kinds for which the catalogues have words, in the order in which a filter offers them. */
export const MAIL_KINDS = [
  ...(['confirmed', 'cancelled', 'refunded', 'refund', 'moved'] as const),
  ...(['pieces_cancelled', 'shipped', 'delivered', 'not_delivered', 'sent_back'] as const),
  ...(['return_asked', 'return_approved', 'return_refused', 'return_received'] as const),
  ...(['return_reminded', 'return_expired', 'return_not_exchanged'] as const),
  ...(['withdrawal_confirmed', 'withdrawal_revoked'] as const),
  ...(['reset_password', 'verify_address', 'confirm_reminder', 'back_in_stock'] as const),
];
/** What came of an attempt, where it is a word and no code of SMTP. */
const ANSWERS = ['refused_before', 'no_address', 'no_words', 'expired', 'goods_unknown'] as const;

/**
 * A page of mails as the mailbox shows them, with the numbers of their orders; before the first page of all those that could
 * not be sent, which wait for somebody.
 */
export async function mailRows(request: Request) {
  const asked = new URL(request.url).searchParams;
  const cursor = asked.get('cursor');
  const state = MAIL_STATES.find((one) => one === asked.get('state'));
  const kind = MAIL_KINDS.find((one) => one === asked.get('kind'));
  const number = asked.get('number')?.trim().slice(0, 20) ?? '';
  const orderId = number === '' ? undefined : await idOfOrder(request, number);
  if (orderId === null) return { failed: [], rows: [], next: null, later: false, sends: true };
  const pick = { ...(kind && { kind }), ...(orderId && { orderId }) };
  const listed = (more: Record<string, string>, limit: string) =>
    get<List<Mail> & { sends: boolean }>(
      request,
      `/mails?${new URLSearchParams({ limit, ...pick, ...more })}`,
    );
  const failedFirst = !state && !cursor;
  const [list, failed] = await orErrorPage(
    Promise.all([
      orFirstPage(request, listed({ ...(state && { state }), ...(cursor && { cursor }) }, '50')),
      failedFirst ? listed({ state: 'failed' }, '20') : undefined,
    ]),
  );
  const first = failed?.items ?? [];
  const rest = list.items.filter(({ id }) => !first.some((one) => one.id === id));
  const numbers = await numbersOf(request, [...first, ...rest]);
  const shown = (mail: Mail) => row(mail, mail.orderId && numbers.get(mail.orderId));
  const { nextCursor: next, sends } = list;
  return { failed: first.map(shown), rows: rest.map(shown), next, later: cursor !== null, sends };
}

/** The mails about an order, the newest first; null while notify does not answer. */
export async function mailsOfOrder(request: Request, orderId: string): Promise<ListedMail[] | null> {
  const query = new URLSearchParams({ orderId, limit: '50' });
  const found = await orNothing(get<List<Mail>>(request, `/mails?${query}`));
  return found?.items.map((mail) => row(mail, null)) ?? null;
}

/** The order of a number; null where there is none. */
async function idOfOrder(request: Request, number: string): Promise<string | null> {
  if (!/^\d+$/.test(number)) return null;
  const found = await get<List<Order>>(request, `/orders?limit=10&q=${number}`);
  return found.items.find((order) => order.number === number)?.id ?? null;
}

async function numbersOf(request: Request, mails: readonly Mail[]): Promise<Map<string, string>> {
  const ids = [...new Set(mails.flatMap(({ orderId }) => orderId ?? []))].join();
  const orders = ids ? await orNothing(get<List<Order>>(request, `/orders?limit=100&ids=${ids}`)) : undefined;
  return new Map(orders?.items.map(({ id, number }) => [id, number]));
}

function row(mail: Mail, number: string | null | undefined) {
  const { id, orderId, state, to, subject, body, language, createdAt, sentAt, attempts, answer } = mail;
  return {
    ...{ id, orderId, state, to, subject, body, language, createdAt, sentAt, attempts },
    number: number ?? null,
    kind: MAIL_KINDS.find((one) => one === mail.kind) ?? 'other',
    answer: answer === null ? null : (ANSWERS.find((one) => one === answer) ?? { code: answer }),
    // Made with the page that has the button: pressed twice, it is sent once.
    key: randomUUID(),
  } as const;
}

export type ListedMail = ReturnType<typeof row>;
