import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

const ID = 16; // bytes
const MAC = 32; // bytes

/**
 * The tokens of links: ids, and their MAC by a secret of the service and the kind of the link. None is kept, and whoever reads
 * the table of what is open cannot make one.
 */
export function linkTokens<K extends string>(secret: () => Promise<KeyObject>) {
  const tokenOf = async (kind: K, ...ids: string[]): Promise<string> => tokenFor(await secret(), kind, ids);
  const idsOf = async (kind: K, token: string): Promise<string[] | undefined> => {
    const ids = idsIn(token);
    if (ids.length === 0) return undefined;
    const [given, right] = [Buffer.from(token), Buffer.from(await tokenOf(kind, ...ids))];
    return given.length === right.length && timingSafeEqual(given, right) ? ids : undefined;
  };
  return {
    tokenOf,
    /** The ids of a token, undefined where it is none of ours. */
    idsOf,
    /** The one id of a token. */
    idOf: async (kind: K, token: string): Promise<string | undefined> => {
      const ids = await idsOf(kind, token);
      return ids?.length === 1 ? ids[0] : undefined;
    },
  };
}

export type LinkTokens<K extends string> = ReturnType<typeof linkTokens<K>>;

function tokenFor(secret: KeyObject, kind: string, ids: readonly string[]): string {
  const mac = createHmac('sha256', secret)
    .update([kind, ...ids].join('\n'))
    .digest();
  const bytes = ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex'));
  return Buffer.concat([...bytes, mac]).toString('base64url');
}

function idsIn(token: string): string[] {
  const bytes = Buffer.from(token, 'base64url');
  const count = Math.floor(Math.max(0, bytes.length - MAC) / ID);
  return Array.from({ length: count }, (_, at) => uuidText(bytes.subarray(at * ID, (at + 1) * ID)));
}

const uuidText = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
