import { randomFillSync } from 'node:crypto';

const pool = new Uint8Array(10 * 256);
let used = pool.length;
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A new UUIDv7 (RFC 9562, section 5.7): milliseconds first, so that rows made together lie together
 * in an index. Random bytes are drawn 256 ids at a time, since each draw is a system call.
 */
export function newId(now: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const at = used;
  used += 10;
  const random = (index: number) => pool[at + index]!;
  const h = (byte: number) => hex[byte & 0xff]!;
  const time = now.toString(16).padStart(12, '0');
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-${h(0x70 | (random(0) & 0x0f))}${h(random(1))}-` +
    `${h(0x80 | (random(2) & 0x3f))}${h(random(3))}-` +
    `${h(random(4))}${h(random(5))}${h(random(6))}${h(random(7))}${h(random(8))}${h(random(9))}`
  );
}

/** The smallest UUIDv7 of a moment in ms since 1970: no id that is made then or later is smaller. */
export function firstIdAt(ms: number): string {
  const time = Math.max(0, Math.trunc(ms)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** When an id of version 7 was made, in ms since 1970. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}

/** Before every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** An id as the database tells it, which takes capitals too; another text as it is. */
export function asStored(text: string): string {
  return isId(text) ? text.toLowerCase() : text;
}

/** Whether a text is written as a UUID of any version. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
