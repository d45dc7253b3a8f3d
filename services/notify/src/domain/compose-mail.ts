import type { DeclaredWithdrawal, Mail, Recipient } from './mail.ts';
import { mailEnglish } from './mail-english.ts';
import { mailRussian } from './mail-russian.ts';
import { LETTER_KINDS, type LetterKind, type MailWords } from './mail-words.ts';
import type { Language } from './words.ts';

/** A mail in words: its subject, and its body as text and as HTML. */
export interface MailText {
  subject: string;
  text: string;
  html: string;
  /** Where one press ends such mails. */
  stop?: string;
}

type Said = Pick<Mail, 'kind' | 'subject' | 'language' | 'message' | 'ending'>;

/** What a mail says between greeting and end, and where its link leads. */
interface Letter {
  subject: string;
  says: readonly string[];
  link: { text: string; path: string };
  small: string;
  stop?: { text: string; path: string };
}

/** The parts of the pages' addresses at which links with a token lead, before it. */
const LINKS: Readonly<Record<LetterKind, string>> = {
  reset_password: '/reset-password',
  verify_address: '/verify-email',
  confirm_reminder: '/back-in-stock/confirm',
  back_in_stock: '/back-in-stock/stop',
};

/** Where a withdrawal is revoked, before its token. */
const REVOKE = '/withdrawals';

const mailWords = (language: Language): MailWords => (language === 'ru' ? mailRussian : mailEnglish);

/** Writes a mail to somebody; `origin` is where people reach the shop. Undefined for what a letter has no words or no token for. */
export function composeMail(mail: Said, to: Recipient, origin: string): MailText | undefined {
  const letter = isLetter(mail.kind) ? letterOf(mail, mail.kind, to) : aboutOrder(mail, to);
  if (!letter) return undefined;
  const greeting = mailWords(mail.language).greeting(oneLine(to.name ?? '') || null);
  const subject = oneLine(letter.subject);
  const url = `${origin}${letter.link.path}`;
  const stop = letter.stop && { text: letter.stop.text, url: `${origin}${letter.stop.path}` };
  const ways = [
    `${letter.link.text}:\n${url}`,
    `--\n${letter.small}`,
    stop ? `${stop.text}:\n${stop.url}` : [],
  ].flat();
  return {
    subject,
    text: `${[greeting, ...letter.says, ...ways].join('\n\n')}\n`,
    html: htmlOf(mail.language, { ...letter, subject, greeting, url, stop }),
    ...(stop && { stop: stop.url }),
  };
}

const isLetter = (kind: string): kind is LetterKind => (LETTER_KINDS as readonly string[]).includes(kind);

function letterOf({ language }: Said, kind: LetterKind, { token, goods }: Recipient): Letter | undefined {
  const isAboutGoods = kind === 'confirm_reminder' || kind === 'back_in_stock';
  if (!token || (isAboutGoods && !goods)) return undefined;
  const { link, stop, ...letter } = mailWords(language).letters[kind](oneLine(goods?.name[language] ?? ''));
  const path = `${LINKS[kind]}/${token}`;
  // What the token of such a mail does is to end them.
  if (stop && goods) return { ...letter, link: { text: link, path: goods.path }, stop: { text: stop, path } };
  return { ...letter, link: { text: link, path } };
}

function aboutOrder(
  { kind, language, message, ending, subject }: Said,
  { withdrawal }: Recipient,
): Letter | undefined {
  if (message === null) return undefined;
  const words = mailWords(language);
  const { aboutOrder } = words;
  const declared = kind === 'withdrawal_confirmed' ? withdrawal : undefined;
  const named = Object.hasOwn(aboutOrder, kind) ? aboutOrder[kind]! : aboutOrder.other;
  return {
    subject: named(ending?.number ?? '').trim(),
    says: [message, ...(declared ? declaredIn(words, declared) : [])],
    link: declared?.token
      ? { text: words.withdrawal.revoke, path: `${REVOKE}/${declared.token}` }
      : { text: words.seeOrder, path: `/orders/${subject}` },
    small: words.whyOrder,
  };
}

/** What somebody has declared: the content of their withdrawal. */
function declaredIn({ withdrawal }: MailWords, { name, lines }: DeclaredWithdrawal): string[] {
  const goods = lines.map((line) => `${line.name} × ${line.quantity}`).join(', ');
  return [withdrawal.of(goods), ...(name ? [withdrawal.by(oneLine(name))] : [])];
}

/** A text in one line and not too long, so that no name adds a line to a mail's head. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);

const PLAIN = 'margin:0 0 16px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif';

const LITTLE = ';font-size:14px;color:#555555';

/** The same as HTML: no picture, no script, nothing from elsewhere; colours that can be read on any background of their own. */
function htmlOf(
  language: string,
  letter: Omit<Letter, 'stop'> & {
    greeting: string;
    url: string;
    stop: { text: string; url: string } | undefined;
  },
): string {
  const { subject, greeting, says, link, url, small, stop } = letter;
  const style = (more = '') => `style="${(PLAIN + more).replaceAll('"', '&quot;')}"`;
  const ending = stop
    ? `\n<p ${style(LITTLE)}><a href="${escaped(stop.url)}" style="color:#0b4f8a">${escaped(stop.text)}</a></p>`
    : '';
  const paragraphs = [greeting, ...says].map((text) => `<p ${style()}>${escaped(text)}</p>`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1b1b1b">
<main style="max-width:560px;margin:0 auto">
<h1 ${style(';font-size:22px;line-height:1.3')}>${escaped(subject)}</h1>
${paragraphs.join('\n')}
<p ${style()}><a href="${escaped(url)}" style="color:#0b4f8a">${escaped(link.text)}</a></p>
<p ${style(LITTLE)}>${escaped(small)}</p>${ending}
</main>
</body>
</html>
`;
}
