import type { ServiceFigures } from '../shop/api-types';
import { useWords } from '../words/words';

/** Each state by its form, so that nobody has to tell colours apart. */
const FORMS: Record<ServiceFigures['state'], string> = {
  ready: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.500 8.500 0 0 1 0-17ZM8 12.500l3 3l5-6',
  partly: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.500 8.500 0 0 1 0-17ZM12 3.500v17',
  not_ready: 'M12 4l9 16H3ZM12 10v5M12 17.500v.5',
  away: 'M4 4h16v16H4ZM8.500 8.500l7 7M15.500 8.500l-7 7',
};

/** The form of a state's sign, in a box of 24 by 24. */
export const formOf = (state: ServiceFigures['state']): string => FORMS[state];

/** A state by its sign and its word. */
export function ServiceState({ state }: { state: ServiceFigures['state'] }) {
  const { say } = useWords();
  return (
    <span className="system-state" data-state={state}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={FORMS[state]} />
      </svg>
      {say(`inside.system.${state}`)}
    </span>
  );
}
