import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { participant } from '@sagashop/chassis/work/participant';
import type { Command, Reply } from '@sagashop/saga/message';
import { obeyBatch } from '../actions/obey-batch.ts';
import { putBack, release, reserve, take } from '../contract.ts';

/** Obeys stock's commands. `poke` is called when a committed batch has left news in the outbox. */
export function commands(sql: Sql, metrics: Metrics, poke: () => void): (command: Command) => Promise<Reply> {
  let news = false;
  const obey = participant({
    name: 'stock',
    sql,
    types: [reserve, release, take, putBack],
    metrics,
    obey: async (tx, batch, turn) => {
      const { replies, told } = await obeyBatch(tx, batch, turn);
      news ||= told;
      return replies;
    },
  });
  return async (command) => {
    const reply = await obey(command); // comes after the commit
    if (news) {
      news = false;
      poke();
    }
    return reply;
  };
}
