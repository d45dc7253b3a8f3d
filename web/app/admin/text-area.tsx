import { useId } from 'react';
import { FieldFrame, saidOfField } from '../parts/field-frame';
import type { FormState } from '../shop/form';

interface Props {
  name: string;
  label: string;
  hint?: string;
  rows: number;
  maxLength?: number;
  lang?: string;
  defaultValue?: string | undefined;
  state: FormState | undefined;
}

/** A field of several lines. */
export function TextArea({ name, label, hint, defaultValue, state, ...area }: Props) {
  const id = useId();
  return (
    <FieldFrame {...{ id, name, label, hint, state }}>
      <textarea
        {...area}
        {...saidOfField(id, name, hint, state)}
        id={id}
        name={name}
        defaultValue={state?.typed[name] ?? defaultValue}
        className="field"
      />
    </FieldFrame>
  );
}
