import { type ActionFunctionArgs, data, Form, Link, useActionData } from 'react-router';
import { Head } from '../frame/head';
import { Problem } from '../parts/field';
import { SmallPage } from '../parts/small-page';
import { ask, Refusal } from '../shop/api.server';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { useWords } from '../words/words';

const HEADERS = { 'cache-control': 'private, no-store' };
export const headers = () => HEADERS;

type Step = 'open' | 'gone' | 'done';

export const loader = () => data({}, { headers: HEADERS });

/** By a button alone: what looks through mails opens each link in them. */
export async function action({ request, params }: ActionFunctionArgs) {
  const token = encodeURIComponent(params['token'] ?? '');
  const state: FormState = { fields: {}, typed: {} };
  try {
    await ask(request, `/email-verifications/${token}`, { method: 'POST' });
    return data({ state, step: 'done' as Step }, { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const gone = [404, 410].includes(error.status);
    if (!gone) state.problem = problemOf(error);
    return data(
      { state, step: (gone ? 'gone' : 'open') as Step },
      { status: error.status, headers: HEADERS },
    );
  }
}

/** Where the link of a mail leads that asks whether an address is somebody's. */
export default function VerifyEmail() {
  const answer = useActionData<typeof action>();
  const { say } = useWords();
  const step = answer?.step ?? 'open';
  const title = say(step === 'open' ? 'verify.title' : `verify.${step}Title`);
  return (
    <SmallPage title={title} lead={say(step === 'open' ? 'verify.lead' : `verify.${step}Lead`)}>
      <Head title={title} description={say('shop.description')} index={false} />
      {step === 'open' ? (
        <Form method="post">
          <Problem state={answer?.state} />
          <button type="submit" className="button mt-7 w-full">
            {say('verify.yes')}
          </button>
        </Form>
      ) : (
        <p className="mt-5">
          <Link to="/account" className="button">
            {say('verify.toAccount')}
          </Link>
        </p>
      )}
    </SmallPage>
  );
}
