import type { Command, Reply } from './message.ts';
import { type Context, mayAct, momentOf, type PendingAttempt, type Running } from './running.ts';
import { backOffBefore } from './settings.ts';
import type { Decide, Phase, Send } from './state.ts';
import { stepSpan } from './trace.ts';

/** Sends a command, or lets it wait for its back-off first. */
export function sendWhenDue(context: Context, saga: Running, send: Send): void {
  if (send.backOff) hold(context, saga, send.step, send.phase, send, send.expires);
  else transmit(context, saga, send);
}

/** Lets a failed decision wait for its back-off. */
export function holdDecision(context: Context, saga: Running, decide: Decide): void {
  hold(context, saga, decide.step, 'do', decide, saga.state.going === 'forward');
}

function hold(
  { settings, clock, random }: Context,
  saga: Running,
  step: string,
  phase: Phase,
  waiting: Send | Decide,
  hurried: boolean,
): void {
  const max = hurried ? settings.maxBackOffBeforePivot : settings.maxBackOff;
  const at = clock.now() + backOffBefore(waiting.attempt, settings.backOff, max, random);
  addPending(saga, { step, phase, attempt: waiting.attempt, at, waiting });
}

function addPending(saga: Running, one: PendingAttempt): void {
  saga.pending.push(one);
  if (one.at < saga.dueAt) saga.dueAt = one.at;
}

/** Sends a command now. Its answer comes back as an event, whatever the transport does. */
export function transmit(context: Context, saga: Running, send: Send): void {
  if (saga.gone || !mayAct(context)) return;
  const { step, phase, attempt } = send;
  const at = context.clock.now() + context.settings.attemptTimeout;
  addPending(saga, { step, phase, attempt, at, waiting: undefined });
  answerTo(context, saga, send).then(
    (reply) => {
      removePending(saga, step, phase, attempt);
      context.deliver(saga, {
        type: 'reply',
        at: momentOf(saga, context.clock.now()),
        step,
        phase,
        reply: checked(reply),
        attempt,
      });
    },
    () => {
      removePending(saga, step, phase, attempt);
      context.deliver(saga, {
        type: 'unanswered',
        at: momentOf(saga, context.clock.now()),
        step,
        phase,
        attempt,
      });
    },
  );
}

function answerTo(context: Context, saga: Running, send: Send): Promise<Reply> {
  if (send.broken !== undefined) return Promise.resolve({ kind: 'fault', message: send.broken });
  try {
    return Promise.resolve(context.transport.send(send.command.service, commandFrom(saga, send)));
  } catch (error) {
    return Promise.reject(error);
  }
}

function commandFrom(saga: Running, { step, phase, command, body, attempt, expires }: Send): Command {
  return {
    id: `${saga.id}/${step}/${phase}/${attempt}`,
    type: command.type,
    version: command.version,
    saga: saga.id,
    order: saga.order,
    expiresAt: expires ? saga.expiresAt : null,
    trace: saga.trace && stepSpan(saga.trace, saga.id, step, phase),
    body,
  };
}

/** A transport may bring back anything; what is no reply is a fault of whoever answered so. */
function checked(reply: unknown): Reply {
  const kind = (reply as Reply | null | undefined)?.kind;
  if (kind === 'done' || kind === 'fault') return reply as Reply;
  if (kind === 'refused' && typeof (reply as { code?: unknown }).code === 'string') return reply as Reply;
  return { kind: 'fault', message: 'the answer was no reply' };
}

function removePending(saga: Running, step: string, phase: Phase, attempt: number): void {
  const { pending } = saga;
  for (let index = 0; index < pending.length; index++) {
    const one = pending[index]!;
    if (one.step !== step || one.phase !== phase || one.attempt !== attempt) continue;
    pending.splice(index, 1);
    return;
  }
}
