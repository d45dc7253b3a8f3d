import type { StepState } from './saga-types';

/** Each state by its form, so that nobody has to tell colours apart; null is a step that is not needed. */
const FORMS: Record<StepState | 'none', string> = {
  to_come: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.500 8.500 0 0 1 0-17Z',
  running: 'M12 3.5a8.5 8.5 0 1 1-8.500 8.500M12 8v4l3 2',
  waiting: 'M5 4h14M5 20h14M7 4c0 5 5 5 5 8s-5 3-5 8M17 4c0 5-5 5-5 8s5 3 5 8',
  parked: 'M8 3.500h8l4.500 4.500v8l-4.500 4.500H8l-4.500-4.500V8ZM9.500 9v6M14.500 9v6',
  done: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.500 8.500 0 0 1 0-17ZM8 12.500l3 3l5-6',
  refused: 'M4 4h16v16H4ZM8.500 8.500l7 7M15.500 8.500l-7 7',
  undoing: 'M9 5L4 10l5 5M4 10h10a5.500 5.500 0 0 1 0 9h-1',
  undone: 'M9 5L4 10l5 5M4 10h10a5.500 5.500 0 0 1 0 9H8',
  none: 'M6 12h12',
};

/** The sign of a state, beside its word. */
export function StateSign({ state }: { state: StepState | null }) {
  return (
    <svg viewBox="0 0 24 24" className="saga-sign" data-state={state ?? 'none'} aria-hidden="true">
      <path d={FORMS[state ?? 'none']} />
    </svg>
  );
}
