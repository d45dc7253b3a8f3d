import { answers } from '@sagashop/chassis/service/calls';
import { unsent } from '@sagashop/saga/message';
import { foretell } from '../contract.ts';
import { messageOf } from './handle-commands.ts';

/** Answers which message a command would write. */
export const answerForetell = () =>
  answers(foretell, async ({ order, type, body }) => {
    const { kind, language, message } = messageOf(unsent(order, type, body));
    return { messages: [{ kind, language, message }] };
  });
