/** What came of an attempt to send a mail. */
export type Attempt =
  | { kind: 'sent' }
  /** The server or the way to it was not right at the moment. */
  | { kind: 'later'; answer: string; away: boolean }
  /** It never will be: `refused` says that the address is what is wrong. */
  | { kind: 'failed'; answer: string; refused: boolean };

const FIRST = 30; // seconds
const LONGEST = 4 * 60 * 60;
/** A server that is away is asked more often than one that has answered: it may be back at any moment. */
const LONGEST_AWAY = 15 * 60;

/** Seconds until a mail is tried again after so many attempts: they double, up to hours; `chance` from 0 to 1 spreads them. */
export function pauseAfter(attempts: number, away: boolean, chance: number): number {
  const most = away ? LONGEST_AWAY : LONGEST;
  const pause = Math.min(most, FIRST * 2 ** Math.min(attempts - 1, 20));
  return Math.round(pause * (0.75 + chance / 2));
}

interface SmtpError {
  code?: string | undefined;
  responseCode?: number | undefined;
  command?: string | undefined;
}

/** What says of an address that it gets nothing: 550, 551 and 553 to RCPT TO. */
const REFUSES_ADDRESS = new Set([550, 551, 553]);
/** What the server says of us, and not of the mail: it is put right by the operator. */
const OUR_FAULTS = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EPROXY']);

/** What a mail is refused for before it leaves: it is no better the next time. */
const NEVER = new Set(['EENVELOPE', 'EMESSAGE']);

/** What an error of SMTP says: 5xx never, 4xx later, and later also where nothing was answered or sign-in failed. */
export function attemptOf({ code, responseCode, command }: SmtpError): Attempt {
  if (responseCode === undefined && NEVER.has(code ?? ''))
    return { kind: 'failed', answer: code!, refused: false };
  const answer = responseCode === undefined ? (code ?? 'error') : String(responseCode);
  const ours = code !== undefined && OUR_FAULTS.has(code);
  if (responseCode === undefined || ours) return { kind: 'later', answer, away: true };
  // 503 is about the order of commands, and 521 and 554 before the mail are about the server.
  const permanent = responseCode >= 500 && responseCode !== 503 && command !== 'CONN' && command !== 'EHLO';
  if (!permanent) return { kind: 'later', answer, away: responseCode === 421 };
  return { kind: 'failed', answer, refused: command === 'RCPT TO' && REFUSES_ADDRESS.has(responseCode) };
}
