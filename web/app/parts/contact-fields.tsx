import { Link } from 'react-router';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field } from './field';

interface Props {
  state: FormState | undefined;
  /** What stands there before anything is typed. */
  known: Record<string, string>;
  /** The address that a member's mail goes to; undefined for whoever types one here. */
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
      <legend className="font-display text-heading">{say('checkout.contact')}</legend>
      {email !== undefined && <p className="mt-1 break-words text-soft">{email}</p>}
      {email === undefined && <QuickAccount state={state} />}
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

/** What the fields of who orders are called. */
export function useContactLabels() {
  const { say } = useWords();
  return {
    email: say('signUp.email'),
    username: say('signUp.username'),
    password: say('signUp.password'),
    firstName: say('profile.firstName'),
    lastName: say('profile.lastName'),
    phone: say('profile.phone'),
  };
}

/** Guests fill in three more fields, and can look their order up later by its number and their e-mail address. */
function QuickAccount({ state }: { state: FormState | undefined }) {
  const { say } = useWords();
  return (
    <>
      <p className="mt-1 text-soft">
        {say('signUp.haveOne')}{' '}
        <Link to="/sign-in?to=/checkout" className="link">
          {say('signIn.submit')}
        </Link>
      </p>
      <Field
        name="email"
        id="email"
        type="email"
        label={say('signUp.email')}
        state={state}
        autoComplete="email"
        required
      />
      <div className="flex flex-wrap gap-x-4">
        <Field
          name="username"
          id="username"
          label={say('signUp.username')}
          hint={say('signUp.usernameHint')}
          state={state}
          autoComplete="username"
          required
        />
        <Field
          name="password"
          id="password"
          type="password"
          label={say('signUp.password')}
          hint={say('signUp.passwordHint')}
          state={state}
          autoComplete="new-password"
          required
        />
      </div>
    </>
  );
}
