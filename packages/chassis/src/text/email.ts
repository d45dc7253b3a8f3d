import { domainToASCII } from 'node:url';
import { foldedText } from '@sagashop/kernel/text';

const ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DOMAIN = /^[\p{L}\p{M}\p{N}.。-]+$/u;
const LONGEST = 254; // characters of an address on its way, RFC 5321

/** Whether a text is an e-mail address, also one with letters of other alphabets before the @ and behind it (RFC 6531). */
export function isEmail(text: string): boolean {
  if (text.length > LONGEST) return false;
  const [local, domain] = parts(text);
  const labels = asciiDomain(domain).split('.');
  return (
    local.split('.').every((atom) => ATOM.test(atom)) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    emailKey(text).length <= LONGEST
  );
}

/**
 * An e-mail address as addresses are compared: its domain in ASCII (`bücher.de` is `xn--bcher-kva.de`), all of it
 * without regard to case. What is no address is one of its own.
 */
export function emailKey(email: string): string {
  const folded = foldedText(email);
  const [local, domain] = parts(folded);
  const ascii = asciiDomain(domain);
  return ascii === '' ? folded : `${local}@${ascii}`;
}

function parts(email: string): [string, string] {
  const at = email.lastIndexOf('@');
  return at < 0 ? [email, ''] : [email.slice(0, at), email.slice(at + 1)];
}

/** Node's own function takes `1.2` for an address and decodes `%62`: it is asked about names alone. */
function asciiDomain(domain: string): string {
  const name = domain.toLowerCase();
  if (!DOMAIN.test(name)) return '';
  return /^[a-z0-9.-]*$/.test(name) ? name : domainToASCII(name);
}
