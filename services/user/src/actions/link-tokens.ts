import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { LinkKind } from '../domain/mail-link.ts';
import { secretKey } from './secret-key.ts';

const ID = 16; // bytes

/**
 * The tokens of links in mails: an id, and its MAC by a secret of the service. None is kept, and whoever reads the table of
 * what is open cannot make one.
 */
export function linkTokens(sql: Sql) {
  const secret = secretKey(sql, 'mail links');
  return {
    tokenOf: async (kind: LinkKind, id: string): Promise<string> => tokenOf(await secret(), kind, id),
    /** The id of a token, undefined where it is none of ours. */
    idOf: async (kind: LinkKind, token: string): Promise<string | undefined> => {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length <= ID) return undefined;
      const id = uuidText(bytes.subarray(0, ID));
      const [given, right] = [Buffer.from(token), Buffer.from(tokenOf(await secret(), kind, id))];
      return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
    },
  };
}

export type LinkTokens = ReturnType<typeof linkTokens>;

function tokenOf(secret: KeyObject, kind: LinkKind, id: string): string {
  const mac = createHmac('sha256', secret).update(`${kind}\n${id}`).digest();
  return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), mac]).toString('base64url');
}

const uuidText = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
