import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answerLeaving } from './answer-leaving.ts';
import { answerPersonalData } from './answer-personal-data.ts';
import { answerRecipients } from './answer-recipients.ts';

/** Answers what others ask about people: whether they can leave, what there is about them, and where they are written to. */
export function answerPeople(sql: Sql, currency: string) {
  return { ...answerLeaving(sql), ...answerPersonalData(sql, currency), ...answerRecipients(sql) };
}
