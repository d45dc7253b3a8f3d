import type { Pictures } from '@sagashop/pictures/store-picture';
import { answerLeaving } from './answer-leaving.ts';
import { answerPersonalData } from './answer-personal-data.ts';
import { answerRecipients } from './answer-recipients.ts';

/** Answers what others ask about people: whether they can leave, what there is about them, and where they are written to. */
export function answerPeople(pictures: Pictures, currency: string) {
  const { sql } = pictures;
  return { ...answerLeaving(sql), ...answerPersonalData(pictures, currency), ...answerRecipients(sql) };
}
