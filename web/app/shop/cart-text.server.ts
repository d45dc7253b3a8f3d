import { type Cart, type CartLine, MOST_LINES, MOST_OF_ONE } from './cart.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_SEEN = 9_999_999_999_999;
const LINE = /^([0-9a-f-]{36})\.(\d{1,5})\.(\d{1,13})$/;
const PACKED = /^([\w-]{22})([0-9a-z]{1,4})\.([0-9a-z]{1,9})$/;

/** A cart as its cookie keeps it. */
export function written({ owner, lines }: Cart): string {
  if (lines.length === 0 && owner === null) return '';
  return [owner ?? 'guest', ...lines.map((line) => `${line.productId}.${line.quantity}.${line.seen}`)].join(
    '~',
  );
}

/** What a cookie says of a cart; what is no line is left out, for anybody can write a cookie. */
export function parsed(text = ''): Cart {
  const [owner = '', ...rest] = text.split('~', MOST_LINES + 1);
  const lines = rest.flatMap((one) => {
    const [, productId = '', quantity, seen] = LINE.exec(one) ?? [];
    const line = { productId, quantity: Number(quantity), seen: Number(seen) };
    return isLine(line) ? [line] : [];
  });
  return { owner: UUID.test(owner) ? owner : null, lines: once(lines) };
}

/** A cart in half as many letters, for where many are kept; `packedIn` reads it. */
export function packed({ owner, lines }: { owner: string; lines: readonly CartLine[] }): string {
  const short = ({ productId, quantity, seen }: CartLine) =>
    `${packedId(productId)}${quantity.toString(36)}.${seen.toString(36)}`;
  return [packedId(owner), ...lines.map(short)].join('~');
}

/** Reads what `packed` wrote; undefined when it makes no sense, and lines that make none are left out. */
export function packedIn(text: string): { owner: string; lines: CartLine[] } | undefined {
  const [owner = '', ...rest] = text.split('~', MOST_LINES + 1);
  if (!UUID.test(unpackedId(owner))) return undefined;
  const lines = rest.flatMap((one) => {
    const [, id = '', quantity = '', seen = ''] = PACKED.exec(one) ?? [];
    const line = {
      productId: unpackedId(id),
      quantity: Number.parseInt(quantity, 36),
      seen: Number.parseInt(seen, 36),
    };
    return isLine(line) ? [line] : [];
  });
  return { owner: unpackedId(owner), lines: once(lines) };
}

function isLine({ productId, quantity, seen }: CartLine): boolean {
  return UUID.test(productId) && quantity >= 1 && quantity <= MOST_OF_ONE && seen >= 0 && seen <= MOST_SEEN;
}

/** Of several lines of one product the last one. */
function once(lines: readonly CartLine[]): CartLine[] {
  return [...new Map(lines.map((line) => [line.productId, line])).values()];
}

const packedId = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

const unpackedId = (text: string) =>
  Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
