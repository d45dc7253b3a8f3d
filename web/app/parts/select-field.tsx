import { type SelectHTMLAttributes, useId } from 'react';
import type { FormState } from '../shop/form';
import { FieldFrame, saidOfField } from './field-frame';

interface Props extends SelectHTMLAttributes<HTMLSelectElement> {
  name: string;
  label: string;
  /** What can be chosen: what is sent, and its name. */
  choices: readonly (readonly [value: string, name: string])[];
  /** What came back of the form's last sending. */
  state: FormState | undefined;
}

/** A field that is chosen from a list, where nothing is chosen at first. */
export function SelectField({ name, label, choices, state, ...select }: Props) {
  const made = useId();
  const id = select.id ?? made;
  return (
    <FieldFrame {...{ id, name, label, state }}>
      <select
        {...select}
        {...saidOfField(id, name, undefined, state)}
        id={id}
        name={name}
        defaultValue={state?.typed[name] ?? select.defaultValue}
        className="field"
      >
        <option value="" />
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
