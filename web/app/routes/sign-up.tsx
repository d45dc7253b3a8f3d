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
import { Refusal } from '../shop/api.server';
import { type FormState, formTexts } from '../shop/form';
import { signUpRefused } from '../shop/problems.server';
import { safePath } from '../shop/return-address';
import { visitor } from '../shop/session.server';
import { signUp } from '../shop/sign-in.server';
import { languageOf } from '../words/language-of.server';
import { useWords } from '../words/words';

/** A guest has told the e-mail address already, and keeps what they have ordered. */
export async function loader({ request }: LoaderFunctionArgs) {
  const to = safePath(new URL(request.url).searchParams.get('to'));
  const user = await visitor(request);
  if (!user) return null;
  return redirect(user.guest ? `/account/create?${new URLSearchParams({ to })}` : to);
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const typed = formTexts(form, ['email']);
  const password = String(form.get('password') ?? '');
  const state: FormState = { fields: {}, typed };
  if (!typed['email']) state.fields['email'] = 'error.required';
  if (!password) state.fields['password'] = 'error.required';
  if (Object.keys(state.fields).length > 0) return data(state, { status: 422 });
  try {
    const body = { email: typed['email'] ?? '', password, language: languageOf(request) };
    const { cookies: headers } = await signUp(request, body);
    return redirect(safePath(new URL(request.url).searchParams.get('to')), { headers });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data(signUpRefused(state, error), { status: error.status });
  }
}

export default function SignUp() {
  const { say } = useWords();
  const state = useActionData<typeof action>();
  const [query] = useSearchParams();
  const sending = useNavigation().formMethod === 'POST';
  const more = query.has('to') ? `?${new URLSearchParams({ to: query.get('to') ?? '' })}` : '';
  return (
    <SmallPage title={say('signUp.title')} lead={say('signUp.lead')}>
      <Head title={say('signUp.title')} description={say('shop.description')} index={false} />
      <Form method="post">
        <Problem state={state} />
        <Field
          name="email"
          type="email"
          label={say('signUp.email')}
          state={state}
          autoComplete="email"
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
          {say(sending ? 'signUp.sending' : 'signUp.submit')}
        </button>
      </Form>
      <p className="mt-4 text-center text-sm text-soft">
        <Link to="/terms" className="hover:underline">
          {say('signUp.agree')}
        </Link>
      </p>
      <p className="mt-4 text-center">
        {say('signUp.haveOne')}{' '}
        <Link to={`/sign-in${more}`} className="link">
          {say('signIn.submit')}
        </Link>
      </p>
    </SmallPage>
  );
}
