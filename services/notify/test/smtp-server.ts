import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the server says to a mail: accepted, an answer of this code, or nothing, when it has taken the mail and dies. */
export type Verdict = 'accept' | 'die' | number;

/** A real SMTP server on a free port of this machine, which keeps what it has accepted. */
export async function openSmtp(more: { port?: number } = {}) {
  const mails: ParsedMail[] = [];
  const says = {
    /** What becomes of a mail whose text came whole; it is kept also where the server dies before it says so. */
    data: (_mail: ParsedMail): Verdict => 'accept',
    /** What is said to an address: nothing, or an answer of this code. */
    recipient: (_address: string): number | undefined => undefined,
  };
  const refusal = (code: number) => Object.assign(new Error('no'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const code = says.recipient(address);
      done(code ? refusal(code) : null);
    },
    async onData(stream, session, done) {
      const mail = await simpleParser(stream);
      const verdict = says.data(mail);
      if (typeof verdict === 'number') return done(refusal(verdict));
      mails.push(mail);
      if (verdict === 'accept') return done(null);
      for (const one of server.connections) if (one.session === session) one._socket.destroy();
    },
  }) as SMTPServer & { connections: Set<{ session: unknown; _socket: { destroy(): void } }> };
  server.on('error', () => {});
  server.listen(more.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    says,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
