import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answerLeaving } from './answer-leaving.ts';
import { answerPersonalData } from './answer-personal-data.ts';

/** Answers what user asks about a person: whether they can leave, and what there is about them. */
export function answerUser(sql: Sql, currency: string) {
  return { ...answerLeaving(sql), ...answerPersonalData(sql, currency) };
}
