import { type Command, done } from '@sagashop/saga/message';
import { indexOfStep } from '@sagashop/saga/state';
import { type Mistake, withAdvance } from './mistake.ts';

const phaseOf = ({ id }: Command) => id.split('/')[2];

/** Which step comes next is decided wrongly. */
export const MISTAKES_OF_RUNNERS: Record<string, Mistake> = {
  'only what has answered is undone': {
    parts: ({ transport }) => ({
      transport(own) {
        const sent = transport(own);
        const answered = new Set<string>();
        return {
          async send(service, command) {
            const step = command.id.split('/').slice(0, 2).join('/');
            if (phaseOf(command) === 'undo' && !answered.has(step)) return done();
            const reply = await sent.send(service, command);
            if (reply.kind === 'done') answered.add(step);
            return reply;
          },
        };
      },
    }),
  },
  'a runner that takes over undoes only what was saved as sent': withAdvance(
    (advance) => (plan, state, event, limits) => {
      const step = advance(plan, state, event, limits);
      const { loaded: _, ...known } = step.state;
      return { ...step, state: step.state.loaded ? known : step.state };
    },
  ),
  'one undo is enough': withAdvance((advance) => (plan, state, event, limits) => {
    const undone = event.type === 'reply' && event.phase === 'undo' && event.reply.kind === 'done';
    if (!undone || state.going !== 'back') return advance(plan, state, event, limits);
    const steps = state.steps.map((line) =>
      line.phase === 'undo' && line.name !== event.step ? { ...line, status: 'done' as const } : line,
    );
    return advance(plan, { ...state, steps }, event, limits);
  }),
  'a reply is trusted twice': withAdvance((advance) => (plan, state, event, limits) => {
    const step = advance(plan, state, event, limits);
    if (step.state !== state || event.type !== 'reply' || event.reply.kind !== 'done') return step;
    const other = state.steps.find(({ status, phase }) => status === 'sent' && phase === event.phase);
    if (!other) return step;
    const { attempt: _, ...repeated } = event;
    return advance(plan, state, { ...repeated, step: other.name }, limits);
  }),
  'trying again stops after the second time': withAdvance((advance) => (plan, state, event, limits) => {
    if (event.type === 'unanswered') {
      const line = state.steps[indexOfStep(state, event.step, event.phase)];
      if (line && line.attempts >= 2) return { state, sends: [], save: 'none', ended: false };
    }
    return advance(plan, state, event, limits);
  }),
  'an operator turns back what has passed its pivot': withAdvance(
    (advance) => (plan, state, event, limits) => {
      const blind = { ...plan, pivot: plan.stages.length };
      return advance(event.type === 'turn-back' && plan.pivot > 0 ? blind : plan, state, event, limits);
    },
  ),
  'an operator has only what was saved as sent undone': withAdvance(
    (advance) => (plan, state, event, limits) =>
      advance(plan, state, event.type === 'turn-back' ? { type: 'deadline', at: event.at } : event, limits),
  ),
};
