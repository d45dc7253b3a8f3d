import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type LinkTokens, linkTokens } from '@sagashop/link-tokens/link-tokens';
import { secretKey } from '@sagashop/link-tokens/secret-key';
import type { SagaRow } from '@sagashop/saga/log';
import type { WithdrawalLink } from '../domain/withdrawal.ts';
import type { WithdrawalRule } from '../domain/withdrawal-rule.ts';
import { secretOf } from '../store/secrets.ts';

/** What withdrawals are confirmed, revoked and carried out with in this process. */
export interface Withdrawing {
  sql: Sql;
  tokens: LinkTokens<WithdrawalLink>;
  rule: WithdrawalRule;
  currency: string;
  zone: string;
  /** As of every return: how many days its goods have to come, and where to. */
  comeDays: number;
  sendTo: string | undefined;
  owner(): number;
  run(saga: SagaRow): void;
}

/** The tokens of the links of withdrawals, by the service's secret. */
export const withdrawalTokens = (sql: Sql) =>
  linkTokens<WithdrawalLink>(secretKey((fresh) => secretOf(sql, 'mail links', fresh)));
