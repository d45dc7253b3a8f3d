import { answers } from '@sagashop/chassis/service/calls';
import { foretell } from '../contract.ts';
import { messageOf } from './handle-commands.ts';

/** Answers which message a command would write. */
export const answerForetell = () =>
  answers(foretell, async ({ order, type, body }) => {
    const command = { id: order, type, version: 1, saga: order, order, expiresAt: null, trace: null, body };
    const { kind, language, message } = messageOf(command);
    return { messages: [{ kind, language, message }] };
  });
