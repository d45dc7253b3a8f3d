import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type LinkTokens as Tokens, linkTokens as tokensBy } from '@sagashop/link-tokens/link-tokens';
import type { LinkKind } from '../domain/mail-link.ts';
import { secretKey } from './secret-key.ts';

/** The tokens of the links in user's mails, by its secret. */
export const linkTokens = (sql: Sql): LinkTokens => tokensBy<LinkKind>(secretKey(sql, 'mail links'));

export type LinkTokens = Tokens<LinkKind>;
