import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { Head } from '../frame/head';
import { Field, Problem } from '../parts/field';
import { SmallPage } from '../parts/small-page';
import { ask, get, orErrorPage, Refusal } from '../shop/api.server';
import { noteDone } from '../shop/done.server';
import type { FormState } from '../shop/form';
import { signUpRefused } from '../shop/problems.server';
import { useWords } from '../words/words';

/** Its address is as good as a password: it is kept nowhere, and told to nobody. */
const HEADERS = { 'cache-control': 'private, no-store' };
const pathOf = (token: string | undefined) => `/password-resets/${encodeURIComponent(token ?? '')}`;
type Step = 'open' | 'gone';

export const headers = () => HEADERS;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const step = await orErrorPage(
    get(request, pathOf(params['token'])).then(
      (): Step => 'open',
      (error: unknown): Step => {
        if (error instanceof Refusal && [404, 410].includes(error.status)) return 'gone';
        throw error;
      },
    ),
  );
  return data({ step }, { status: step === 'gone' ? 410 : 200, headers: HEADERS });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const password = String((await request.formData()).get('password') ?? '');
  const state: FormState = { fields: {}, typed: {} };
  if (!password) state.fields['password'] = 'error.required';
  if (!password) return data({ state, step: 'open' as Step }, { status: 422, headers: HEADERS });
  try {
    await ask(request, pathOf(params['token']), { method: 'POST', body: { password } });
    return redirect('/sign-in', { headers: [noteDone(request, 'reset')] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const step: Step = error.code === 'link_used' ? 'gone' : 'open';
    return data({ state: signUpRefused(state, error), step }, { status: error.status, headers: HEADERS });
  }
}

/** Where the link of a mail leads with which a password is chosen anew. */
export default function ResetPassword() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { say } = useWords();
  const step = answer?.step ?? found.step;
  const title = say(step === 'open' ? 'reset.title' : 'reset.goneTitle');
  return (
    <SmallPage title={title} lead={say(step === 'open' ? 'reset.lead' : 'reset.goneLead')}>
      <Head title={title} description={say('shop.description')} index={false} />
      {step === 'open' ? (
        <Form method="post">
          <Problem state={answer?.state} />
          <Field
            name="password"
            type="password"
            label={say('signUp.password')}
            hint={say('signUp.passwordHint')}
            state={answer?.state}
            autoComplete="new-password"
            required
          />
          <button type="submit" className="button mt-7 w-full">
            {say('reset.save')}
          </button>
        </Form>
      ) : (
        <p className="mt-5">
          <Link to="/forgot-password" className="button">
            {say('reset.again')}
          </Link>
        </p>
      )}
    </SmallPage>
  );
}
