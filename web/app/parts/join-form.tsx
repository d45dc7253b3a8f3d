import { Form, useNavigation } from 'react-router';
import type { Offer } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field, Problem } from './field';
import { OfferFacts } from './offer-facts';

/** Makes an account of an invitation. */
export function JoinForm({ offer, state }: { offer: Offer; state: FormState | undefined }) {
  const { say } = useWords();
  const sending = useNavigation().formMethod === 'POST';
  return (
    <Form method="post">
      <OfferFacts offer={offer} />
      <Problem state={state} />
      <Field
        name="username"
        label={say('invitation.username')}
        hint={say('invitation.usernameHint')}
        state={state}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        name="password"
        type="password"
        label={say('signUp.password')}
        hint={say('signUp.passwordHint')}
        state={state}
        autoComplete="new-password"
        required
      />
      <button type="submit" className="button mt-7 w-full" disabled={sending}>
        {say(sending ? 'signUp.sending' : 'invitation.join')}
      </button>
    </Form>
  );
}
