import { createHash } from 'node:crypto';

/**
 * An Idempotency-Key for what a form asks for: the same for the same form and the same wish, another when anything
 * differs. Whatever a form brings along, it can be sent.
 */
export function keyFor(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
