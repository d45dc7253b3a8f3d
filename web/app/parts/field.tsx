import { type InputHTMLAttributes, useEffect, useId } from 'react';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { FieldFrame, saidOfField } from './field-frame';
import { Notice } from './notice';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  name: string;
  label: string;
  hint?: string;
  /** Whether it may be left empty, which is said then. */
  optional?: boolean;
  /** What came back of the form's last sending. */
  state: FormState | undefined;
}

/**
 * A browser's own field for e-mail takes no letters beyond ASCII before the @, and sends the domain in another form than
 * it was typed in: only its keyboard is wanted.
 */
const EMAIL = { type: 'text', inputMode: 'email', autoCapitalize: 'none', spellCheck: false } as const;

/** A field with its label, its hint, and what was wrong with it, all tied together. */
export function Field({ name, label, hint, optional, state, ...input }: Props) {
  const made = useId();
  const id = input.id ?? made;
  return (
    <FieldFrame {...{ id, name, label, hint, optional, state }}>
      <input
        {...input}
        {...(input.type === 'email' && EMAIL)}
        {...saidOfField(id, name, hint, state)}
        id={id}
        name={name}
        defaultValue={state?.typed[name] ?? input.defaultValue}
        className="field"
      />
    </FieldFrame>
  );
}

/** What was wrong with a form as a whole; the focus goes to the first wrong field, or to this. */
export function Problem({ state }: { state: FormState | undefined }) {
  const { say } = useWords();
  useEffect(() => {
    if (state) document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  if (!state?.problem) return null;
  return (
    <Notice kind="wrong" of={state} className="font-medium">
      {say(state.problem, state.values)}
    </Notice>
  );
}
