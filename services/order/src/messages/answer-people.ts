import type { LinkTokens } from '@sagashop/link-tokens/link-tokens';
import type { Pictures } from '@sagashop/pictures/store-picture';
import type { WithdrawalLink } from '../domain/withdrawal.ts';
import { answerLeaving } from './answer-leaving.ts';
import { answerPersonalData } from './answer-personal-data.ts';
import { answerRecipients } from './answer-recipients.ts';

/** Answers what others ask about people: whether they can leave, what there is about them, and where they are written to. */
export function answerPeople(
  pictures: Pictures,
  { currency, tokens }: { currency: string; tokens: LinkTokens<WithdrawalLink> },
) {
  const { sql } = pictures;
  return {
    ...answerLeaving(sql),
    ...answerPersonalData(pictures, currency),
    ...answerRecipients(sql, tokens),
  };
}
