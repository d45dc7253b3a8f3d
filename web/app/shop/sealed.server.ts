import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { cookieOf, SESSION_COOKIE } from './cookies.server.ts';

const CIPHER = 'aes-256-gcm';
const NONCE = 12; // bytes
const TAG = 16;

/** The token of the session that a request brings, whether it has ended or not. */
export function sessionOf(request: Pick<Request, 'headers'>): string | undefined {
  return cookieOf(request, SESSION_COOKIE);
}

/**
 * A text that can be read, and written, by none but who has the session: its token is the key, of which this process
 * needs none of its own then. `purpose` keeps one cookie's text from being taken for another's.
 */
export function sealed(session: string, purpose: string, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyOf(session, purpose), nonce);
  const hidden = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
}

/** The text again; undefined when another session, or nobody of ours, has sealed it. */
export function opened(session: string, purpose: string, value: string): string | undefined {
  const bytes = Buffer.from(value, 'base64url');
  if (bytes.length < NONCE + TAG) return undefined;
  const cipher = createDecipheriv(CIPHER, keyOf(session, purpose), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString();
  } catch {
    return undefined;
  }
}

function keyOf(session: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', session, '', `sagashop ${purpose}`, 32));
}
