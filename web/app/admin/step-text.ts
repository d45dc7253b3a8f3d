import type { Texts, useWords } from '../words/words';
import type { OrderEvent } from './order-event';
import { isKnown, valueText } from './order-filters';

/** How a step of a saga stands. */
export function stepText(data: OrderEvent['data'], say: ReturnType<typeof useWords>['say']): string {
  const { phase, status, attempts = 1, code } = data;
  const standing = phase === 'undo' ? 'undone' : status;
  const text = STANDINGS[standing ?? ''] ?? 'admin.stepStood.sent';
  const why = code && isKnown('reason', code) ? say(valueText('reason', code)) : code;
  return [say(text), attempts > 1 && `× ${attempts}`, why].filter(Boolean).join(' · ');
}

const STANDINGS: Record<string, keyof Texts> = {
  done: 'admin.stepStood.done',
  refused: 'admin.stepStood.refused',
  parked: 'admin.stepStood.parked',
  undone: 'admin.stepStood.undone',
};
