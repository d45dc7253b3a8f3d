import { type Address, LONGEST } from '../shop/address';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field } from './field';

interface Props {
  state: FormState | undefined;
  /** What stands there before anything is typed. */
  known?: Partial<Address> | undefined;
  /** Whether the form is nothing without an address. */
  required?: boolean;
}

/** Street, postcode and town. */
export function AddressFields({ state, known, required = true }: Props) {
  const { say } = useWords();
  const field = (name: keyof Address) => ({
    name,
    state,
    defaultValue: known?.[name],
    maxLength: LONGEST[name],
    required: required && name !== 'zip',
  });
  return (
    <>
      <Field {...field('street')} label={say('checkout.street')} autoComplete="street-address" />
      <div className="flex flex-wrap gap-x-4">
        <Field {...field('zip')} label={say('checkout.zip')} autoComplete="postal-code" />
        <Field {...field('city')} label={say('checkout.city')} autoComplete="address-level2" />
      </div>
    </>
  );
}
