import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { mailWanted } from '@sagashop/user/contract';
import type { Static } from 'typebox';
import { insertMails } from '../store/mails.ts';

/** Has people sent the links that they have asked for, each once, however often it is told. */
export async function wantMails(sql: Sql, events: readonly Static<typeof mailWanted.body>[]): Promise<void> {
  await insertMails(
    sql,
    events.map(({ id, kind, language, life }) => ({ id: newId(), subject: id, kind, language, life })),
  );
}
