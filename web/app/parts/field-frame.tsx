import type { ReactNode } from 'react';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';

interface Props {
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  /** Whether it may be left empty, which is said then. */
  optional?: boolean | undefined;
  /** What came back of the form's last sending. */
  state: FormState | undefined;
  children: ReactNode;
}

/** What stands around a field: its label above, its hint and what was wrong with it below. */
export function FieldFrame({ id, name, label, hint, optional, state, children }: Props) {
  const { say } = useWords();
  const wrong = state?.fields[name];
  return (
    <div className="mt-5 grow basis-52">
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label} {optional && <span className="font-normal text-soft">{say('field.optional')}</span>}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} className="mt-1 text-sm font-medium text-ember">
          {say(wrong, state?.values)}
        </p>
      )}
    </div>
  );
}

/** What a field says of itself to readers who cannot see what stands around it, and where the focus goes without JavaScript. */
export function saidOfField(
  id: string,
  name: string,
  hint: string | undefined,
  state: FormState | undefined,
) {
  const wrong = state?.fields[name];
  return {
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined,
    autoFocus: wrong !== undefined && Object.keys(state?.fields ?? {})[0] === name,
  };
}
