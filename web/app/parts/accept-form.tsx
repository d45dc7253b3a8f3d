import { Form, useLocation } from 'react-router';
import type { Offer } from '../shop/api-types';
import { useWords } from '../words/words';
import { OfferFacts } from './offer-facts';

interface Props {
  offer: Offer;
  /** The e-mail address of whoever is signed in. */
  me: string | null;
  /** Whether it is the one that was invited. */
  mine: boolean;
}

/** Accepts an invitation with the account of its e-mail address; whoever is not signed in with it is told how. */
export function AcceptForm({ offer, me, mine }: Props) {
  const { say } = useWords();
  const { pathname } = useLocation();
  return (
    <>
      <OfferFacts offer={offer} />
      {!mine && (
        <p className="mt-4">{say(me ? 'invitation.other' : 'invitation.member', { me: me ?? '' })}</p>
      )}
      {mine && (
        <Form method="post">
          <button type="submit" name="act" value="accept" className="button mt-7 w-full">
            {say('invitation.accept')}
          </button>
        </Form>
      )}
      {!mine && !me && (
        <p className="mt-6">
          <a href={`/sign-in?${new URLSearchParams({ to: pathname })}`} className="button w-full">
            {say('signIn.submit')}
          </a>
        </p>
      )}
      {!mine && me && (
        // With a new document: nothing of theirs stays in this one.
        <Form method="post" action="/sign-out" reloadDocument>
          <button type="submit" className="button mt-6 w-full" data-kind="quiet">
            {say('account.signOut')}
          </button>
        </Form>
      )}
    </>
  );
}
