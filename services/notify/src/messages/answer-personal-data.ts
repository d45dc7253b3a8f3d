import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { personalData } from '@sagashop/user/contract';
import { findMessages } from '../store/messages.ts';

const AT_ONCE = 500; // messages

/** Answers user what there is about a person here: what they were told. */
export function answerPersonalData(sql: Sql) {
  return answers(personalData('notify'), async ({ user, after }) => {
    const [at, id] = after?.split(' ') ?? [];
    const before = at && id ? { at: new Date(at), id } : undefined;
    const rows = await findMessages(sql, { userId: user, before, limit: AT_ONCE });
    const records = rows.map(({ kind, ending: _, mail, createdAt, ...message }) => {
      return {
        kind: 'message',
        ...message,
        about: kind,
        createdAt: createdAt.toISOString(),
        mailedAt: mail?.sentAt?.toISOString() ?? null,
      };
    });
    const last = rows.length === AT_ONCE ? rows.at(-1)! : undefined;
    return { records, next: last ? `${last.createdAt.toISOString()} ${last.id}` : null };
  });
}
