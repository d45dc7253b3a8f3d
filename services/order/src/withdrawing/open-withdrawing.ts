import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { type WithdrawalRule, withdrawalRule } from '../domain/withdrawal-rule.ts';
import type { Running } from '../running/open-running.ts';
import { carryOutDue } from './carry-out.ts';
import { type Withdrawing, withdrawalTokens } from './withdrawing.ts';

const EVERY = 1000; // ms

interface Settings {
  SAGASHOP_CURRENCY: string;
  SAGASHOP_TZ: string;
  SAGASHOP_COUNTRY?: string;
  SAGASHOP_WITHDRAWAL?: WithdrawalRule['rule'];
  SAGASHOP_WITHDRAWAL_DAYS?: number;
  SAGASHOP_RETURN_COME_DAYS: number;
  SAGASHOP_RETURN_ADDRESS?: string;
}

/** What withdrawals are done with in this process, and the sweep that carries out those that are due. */
export function openWithdrawing(
  { sql, log, config }: { sql: Sql; log: Logger; config: Settings },
  { runner }: Pick<Running, 'runner'>,
) {
  const { SAGASHOP_CURRENCY: currency, SAGASHOP_TZ: zone } = config;
  const { SAGASHOP_COUNTRY: country, SAGASHOP_WITHDRAWAL: own, SAGASHOP_WITHDRAWAL_DAYS: days } = config;
  const rule = withdrawalRule({ country, currency, rule: own, days });
  const withdrawing: Withdrawing = {
    ...{ sql, currency, zone, rule },
    ...{ comeDays: config.SAGASHOP_RETURN_COME_DAYS, sendTo: config.SAGASHOP_RETURN_ADDRESS },
    tokens: withdrawalTokens(sql),
    owner: runner.owner,
    run: runner.start,
  };
  const work = () => carryOutDue(withdrawing, log);
  return { withdrawing, sweep: sweeper({ name: 'due withdrawals', first: 0, every: EVERY, work, log }) };
}
