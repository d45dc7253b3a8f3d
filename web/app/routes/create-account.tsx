import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { Head } from '../frame/head';
import { BecomeMember } from '../parts/become-member';
import { SmallPage } from '../parts/small-page';
import { ask, Refusal } from '../shop/api.server';
import { noteDone } from '../shop/done.server';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { safePath } from '../shop/return-address';
import { member } from '../shop/session.server';
import { useWords } from '../words/words';

const backTo = (request: Request) => safePath(new URL(request.url).searchParams.get('to'), '/account');

export async function loader({ request }: LoaderFunctionArgs) {
  const { guest, email } = await member(request);
  const to = backTo(request);
  return guest ? { email, to } : redirect(to);
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const password = String(form.get('password') ?? '');
  const state: FormState = { fields: {}, typed: {} };
  try {
    await member(request, {});
    if (!password)
      return data({ ...state, fields: { password: 'error.required' } } as FormState, { status: 422 });
    const { setCookies } = await ask(request, '/guests/me/account', { method: 'POST', body: { password } });
    return redirect(backTo(request), { headers: [...setCookies, noteDone(request, 'member')] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The form was sent twice: the first has done it.
    if (error.code === 'already_member')
      return redirect(backTo(request), { headers: [noteDone(request, 'member')] });
    return data(refused(state, error), { status: error.status });
  }
}

function refused(state: FormState, refusal: Refusal): FormState {
  if (refusal.code === 'weak_password') return { ...state, fields: { password: problemOf(refusal) } };
  return { ...state, problem: problemOf(refusal) };
}

export default function CreateAccount() {
  const { say } = useWords();
  const { email, to } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  return (
    <SmallPage title={say('signUp.title')} lead={say('member.lead', { address: email })}>
      <Head title={say('signUp.title')} description={say('shop.description')} index={false} />
      <BecomeMember email={email} to={to} state={state} />
      <p className="mt-6 text-center">
        {say('signUp.haveOne')}{' '}
        <Link to={`/sign-in?${new URLSearchParams({ to })}`} className="link">
          {say('signIn.submit')}
        </Link>
      </p>
      <p className="mt-3 text-center">
        <Link to={to} className="link">
          {say('member.later')}
        </Link>
      </p>
    </SmallPage>
  );
}
