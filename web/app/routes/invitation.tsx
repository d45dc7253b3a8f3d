import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirectDocument,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import { Head } from '../frame/head';
import { AcceptForm } from '../parts/accept-form';
import { Problem } from '../parts/field';
import { JoinForm } from '../parts/join-form';
import { SmallPage } from '../parts/small-page';
import { acceptOffer, joinStaff, offerOf } from '../shop/accept-invitation.server';
import { orErrorPage, Refusal } from '../shop/api.server';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { visitor } from '../shop/session.server';
import { useWords } from '../words/words';

const HEADERS = { 'cache-control': 'private, no-store' };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const [offer, user] = await Promise.all([
    orErrorPage(offerOf(request, params['token']!)),
    visitor(request),
  ]);
  const me = user && !user.guest ? user.email : null;
  // Addresses are the same however their letters are written; the API knows exactly.
  const mine = me !== null && me.toLowerCase() === offer?.email.toLowerCase();
  return data({ offer, me, mine }, { status: offer ? 200 : 410, headers: HEADERS });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const token = params['token']!;
  const form = await request.formData();
  try {
    if (form.get('act') === 'accept') await acceptOffer(request, token);
    else {
      const joined = await joinStaff(request, token, form);
      if ('state' in joined) return data(joined.state, { status: joined.status });
      return redirectDocument('/admin', { headers: joined.cookies });
    }
    return redirectDocument('/admin');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Of a link that is used the page says so itself.
    const state: FormState = { fields: {}, typed: {} };
    if (error.code !== 'link_used') state.problem = problemOf(error);
    return data(state, { status: error.status });
  }
}

/** Also after what was refused: the link may be used by now. Where a part is away, what was typed stays as it is. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return (actionStatus !== undefined && actionStatus < 500) || defaultShouldRevalidate;
}

/** What somebody with the link of an invitation does: make an account, or accept with the one that they have. */
export default function InvitationPage() {
  const { offer, me, mine } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const state = useActionData<typeof action>();
  const title = say(offer ? 'invitation.title' : 'invitation.goneTitle');
  return (
    <SmallPage title={title} lead={say(offer ? 'invitation.lead' : 'invitation.gone')}>
      <Head title={title} description={say('shop.description')} index={false} />
      {offer?.member && <Problem state={state} />}
      {!offer && (
        <p className="mt-4">
          <a href="/sign-in?to=/admin" className="button">
            {say('signIn.submit')}
          </a>
        </p>
      )}
      {offer &&
        (offer.member ? (
          <AcceptForm offer={offer} me={me} mine={mine} />
        ) : (
          <JoinForm offer={offer} state={state} />
        ))}
    </SmallPage>
  );
}
