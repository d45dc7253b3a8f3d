import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useNavigation,
  useSearchParams,
} from 'react-router';
import { Head } from '../frame/head';
import { Field, Problem } from '../parts/field';
import { SmallPage } from '../parts/small-page';
import { ask, Refusal } from '../shop/api.server';
import { cartAtSignIn } from '../shop/cart.server';
import { type FormState, typedIn } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { safePath, visitor } from '../shop/session.server';
import type { User } from '../shop/shapes';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const to = safePath(new URL(request.url).searchParams.get('to'));
  return (await visitor(request)) ? redirect(to) : null;
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const typed = typedIn(form, ['username']);
  const password = String(form.get('password') ?? '');
  const state: FormState = { fields: {}, typed };
  if (!typed['username']) state.fields['username'] = 'error.required';
  if (!password) state.fields['password'] = 'error.required';
  if (Object.keys(state.fields).length > 0) return data(state, { status: 422 });
  try {
    const body = { username: typed['username'], password };
    const signed = await ask<{ user: User }>(request, '/session', { method: 'POST', body });
    const headers = [...signed.setCookies, ...cartAtSignIn(request, signed.body.user.id)];
    return redirect(safePath(new URL(request.url).searchParams.get('to')), { headers });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ ...state, problem: problemOf(error) }, { status: error.status });
  }
}

export default function SignIn() {
  const { say } = useWords();
  const state = useActionData<typeof action>();
  const [query] = useSearchParams();
  const sending = useNavigation().formMethod === 'POST';
  const more = query.has('to') ? `?${new URLSearchParams({ to: query.get('to') ?? '' })}` : '';
  return (
    <SmallPage title={say('signIn.title')} lead={say('signIn.lead')}>
      <Head title={say('signIn.title')} description={say('shop.description')} index={false} />
      <Form method="post">
        <Problem state={state} />
        <Field
          name="username"
          label={say('signIn.username')}
          state={state}
          autoComplete="username"
          required
        />
        <Field
          name="password"
          type="password"
          label={say('signIn.password')}
          state={state}
          autoComplete="current-password"
          required
        />
        <button type="submit" className="button mt-7 w-full" disabled={sending}>
          {say(sending ? 'signIn.sending' : 'signIn.submit')}
        </button>
      </Form>
      <p className="mt-6 text-center">
        {say('signIn.noAccount')}{' '}
        <Link to={`/sign-up${more}`} className="link">
          {say('signIn.signUp')}
        </Link>
      </p>
    </SmallPage>
  );
}
