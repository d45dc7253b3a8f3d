import { type Address, type AddressForm, LONGEST } from '../shop/address';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field } from './field';
import { SelectField } from './select-field';

interface Props {
  state: FormState | undefined;
  /** How addresses are written here. */
  form: AddressForm;
  /** What stands there before anything is typed. */
  known?: Partial<Address> | undefined;
  /** Whether the form is nothing without an address. */
  required?: boolean;
}

/** Street, postcode, town and region, as far as they are asked for, in the order in which they are written here. */
export function AddressFields({ state, form, known, required = true }: Props) {
  const labels = useAddressLabels(form);
  const field = (name: keyof Address) => ({
    name,
    id: name,
    state,
    label: labels[name],
    defaultValue: known?.[name],
    required: required && !(name === 'zip' && form.optional),
  });
  const text = (name: keyof Address) => ({
    ...field(name),
    maxLength: LONGEST[name],
    optional: name === 'zip' && form.optional,
    enterKeyHint: 'next' as const,
  });
  const fields = {
    // The whole street in one line: the first of an address, as the standard says of a field of one line.
    street: (
      <div key="street" className="w-full">
        <Field {...text('street')} autoComplete="shipping address-line1" />
      </div>
    ),
    city: <Field key="city" {...text('city')} autoComplete="shipping address-level2" />,
    region: (
      <SelectField
        key="region"
        {...field('region')}
        choices={form.regions}
        autoComplete="shipping address-level1"
      />
    ),
    zip: (
      <Field
        key="zip"
        {...text('zip')}
        autoComplete="shipping postal-code"
        autoCapitalize="characters"
        {...(form.numeric && { inputMode: 'numeric' })}
      />
    ),
  };
  return <div className="flex flex-wrap gap-x-4">{form.order.map((name) => fields[name])}</div>;
}

/** What the parts of an address are called here. */
export function useAddressLabels({ country, regionKind }: AddressForm): Record<keyof Address, string> {
  const { say } = useWords();
  return {
    street: say('checkout.street'),
    city: say('checkout.city'),
    region: say(`checkout.${regionKind}`),
    zip: say(country === 'US' ? 'checkout.zipCode' : 'checkout.zip'),
  };
}
