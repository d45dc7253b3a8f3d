import type { Told } from './message.ts';
import type { Language } from './words.ts';

export const MAIL_STATES = ['waiting', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Kinds whose mails have a link that is as good as a password. Whoever reads one can use it. */
const SECRET_KINDS: ReadonlySet<string> = new Set([
  ...['reset_password', 'verify_address', 'invitation', 'confirm_reminder'],
]);

export const isSecret = (kind: string): boolean => SECRET_KINDS.has(kind);

/** A mail as it is kept: to whom it goes, and what a link in it says, others know. */
export interface Mail {
  id: string;
  /** The order, or what else it is about. */
  subject: string;
  kind: string;
  cause: string | null;
  /** The service that knows to whom it goes. */
  asks: 'order' | 'user';
  language: Language;
  state: MailState;
  attempts: number;
  /** How often staff have had it sent again. */
  resends: number;
  dueAt: Date;
  createdAt: Date;
  sentAt: Date | null;
  /** What came of the last attempt: a code of SMTP, or a word of ours. */
  answer: string | null;
  /** What the customer was told of an order, and what that tells of; null where the mail is about something else. */
  message: string | null;
  ending: Told | null;
}

/** To whom a mail goes, and what its link has. */
export interface Recipient {
  email: string;
  name: string | null;
  token?: string | null | undefined;
  /** What a mail about goods tells of, and the path of its page. */
  goods?: { name: Readonly<Record<Language, string>>; path: string } | undefined;
  /** Of a mail about a withdrawal: what was declared, and the token to revoke it with while it can be. */
  withdrawal?: DeclaredWithdrawal | null | undefined;
}

export interface DeclaredWithdrawal {
  name: string | null;
  lines: readonly { name: string; quantity: number }[];
  token: string | null;
}

/** Somebody without what a link in a mail to them is good for. */
export const withoutToken = (to: Recipient): Recipient => ({
  ...to,
  token: null,
  ...(to.withdrawal && { withdrawal: { ...to.withdrawal, token: null } }),
});

/**
 * The Message-ID of a mail: the same at each attempt, so that a mailbox that gets it twice knows, and another one when staff
 * have it sent again.
 */
export function messageIdOf({ id, resends }: Pick<Mail, 'id' | 'resends'>, host: string): string {
  return `<${id}.${resends}@${host}>`;
}
