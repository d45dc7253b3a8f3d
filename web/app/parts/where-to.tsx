import { Link } from 'react-router';
import { type Address, type AddressForm, inOneLine, type KeptAddress, MOST_ADDRESSES } from '../shop/address';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { AddressFields } from './address-fields';

interface Props {
  state: FormState | undefined;
  form: AddressForm;
  known: Partial<Address>;
  /** What a member keeps; undefined for a guest, and where it cannot be had. */
  kept: KeptAddress[] | undefined;
  /** Which one is chosen before anybody chooses: its id, or `another`. */
  chosen: string;
}

/** Where an order shall go: one of the addresses that are kept, or another, with its fields. */
export function WhereTo({ state, form, known, kept, chosen }: Props) {
  const { say } = useWords();
  const choice = kept && kept.length > 0;
  return (
    <div className="group">
      {choice && <Kept kept={kept} form={form} chosen={stillThere(kept, state?.typed['to']) ?? chosen} />}
      {/* Shown by CSS alone, so that it is there without JavaScript too. */}
      <div className={choice ? 'hidden group-has-[[value=another]:checked]:block' : undefined}>
        <AddressFields state={state} form={form} known={known} required={!choice} />
        {kept && kept.length < MOST_ADDRESSES && (
          <label className="choice mt-5">
            <input type="checkbox" name="keep" value="1" defaultChecked={state?.typed['keep'] === '1'} />
            {say('checkout.keep')}
          </label>
        )}
      </div>
    </div>
  );
}

/** What was chosen before, when it is kept no longer: another one. */
function stillThere(kept: KeptAddress[], to: string | undefined): string | undefined {
  if (!to) return undefined;
  return kept.some(({ id }) => id === to) ? to : 'another';
}

function Kept({ kept, form, chosen }: { kept: KeptAddress[]; form: AddressForm; chosen: string }) {
  const { say } = useWords();
  const choices = [
    ...kept.map((one) => [one.id, inOneLine(one, form)]),
    ['another', say('checkout.another')],
  ];
  return (
    <fieldset className="mt-6">
      <legend className="font-medium">{say('checkout.choose')}</legend>
      <div className="mt-2 grid gap-2.5">
        {choices.map(([value, text]) => (
          <label key={value} className="choice">
            <input type="radio" name="to" value={value} defaultChecked={value === chosen} required />
            <span className="min-w-0">{text}</span>
          </label>
        ))}
      </div>
      <Link to="/account/addresses" className="link mt-2 inline-block py-1">
        {say('addresses.manage')}
      </Link>
    </fieldset>
  );
}
