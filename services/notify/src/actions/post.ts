import { type Attempt, attemptOf } from '../domain/back-off.ts';
import type { MailText } from '../domain/compose-mail.ts';
import type { Recipient } from '../domain/mail.ts';

/** A mail that is ready to leave. */
export interface Letter extends MailText {
  to: Pick<Recipient, 'email' | 'name'>;
  messageId: string;
  language: string;
}

/** The way by which mails leave. */
export interface Post {
  /** Hands a mail to the server. Never throws: what came of it is the answer. */
  send(letter: Letter): Promise<Attempt>;
  close(): void;
}

/** ms that the server may take to be reached, to greet, and for each answer. */
const PATIENCE = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
};
/** How many mails are under way at once. */
const CONNECTIONS = 3;

/** A mailbox shows a button that posts there (RFC 8058). */
const oneClick = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Opens the way to an SMTP server, `smtp://…`; the library for it is loaded here alone. Nothing is connected before the first mail. */
export async function openPost({ url, from }: { url: string; from: string }): Promise<Post> {
  const { createTransport } = await import('nodemailer');
  const server = { url, pool: true, maxConnections: CONNECTIONS, ...PATIENCE } as const;
  const transport = createTransport({ ...server, disableFileAccess: true, disableUrlAccess: true }, { from });
  return {
    send: async ({ to, language, stop, ...letter }) => {
      const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': language };
      try {
        await transport.sendMail({
          ...letter,
          to: { name: to.name ?? '', address: to.email },
          headers: { ...headers, ...(stop && oneClick(stop)) },
        });
        return { kind: 'sent' };
      } catch (error) {
        return attemptOf(error as NodeJS.ErrnoException);
      }
    },
    close: () => transport.close(),
  };
}
