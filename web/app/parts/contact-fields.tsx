import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field } from './field';

/** The name of the button that goes to sign in before anything is done with the form. */
export const SIGN_IN = 'signIn';

interface Props {
  state: FormState | undefined;
  /** What stands there before anything is typed. */
  known: Record<string, string>;
  /** The e-mail address of a member; undefined for a guest, who types it here. */
  email: string | undefined;
}

/** Who orders, and how to reach them. */
export function ContactFields({ state, known, email }: Props) {
  const { say } = useWords();
  const labels = useContactLabels();
  const field = (name: keyof typeof labels) => ({
    ...{ name, id: name, state, label: labels[name] },
    ...{ defaultValue: known[name], enterKeyHint: 'next' as const },
  });
  return (
    <fieldset>
      <legend className="font-bold font-display text-heading">{say('checkout.contact')}</legend>
      {email !== undefined && <p className="mt-1 text-soft">{email}</p>}
      {email === undefined && (
        <>
          <p className="mt-1 text-soft">
            {say('signUp.haveOne')}{' '}
            {/* Sends the form, so that what was filled in is there again afterwards. */}
            <button type="submit" name={SIGN_IN} value="1" className="link cursor-pointer">
              {say('signIn.submit')}
            </button>
          </p>
          <Field
            {...field('email')}
            type="email"
            hint={say('checkout.emailHint')}
            autoComplete="email"
            maxLength={254}
            required
          />
        </>
      )}
      <div className="flex flex-wrap gap-x-4">
        <Field {...field('firstName')} autoComplete="given-name" maxLength={100} required />
        <Field {...field('lastName')} autoComplete="family-name" maxLength={100} optional />
      </div>
      <Field
        {...field('phone')}
        type="tel"
        hint={say('checkout.phoneHint')}
        autoComplete="tel"
        maxLength={40}
        optional
      />
    </fieldset>
  );
}

/** What the fields of the customer are called. */
export function useContactLabels() {
  const { say } = useWords();
  return {
    email: say('signUp.email'),
    firstName: say('profile.firstName'),
    lastName: say('profile.lastName'),
    phone: say('profile.phone'),
  };
}
