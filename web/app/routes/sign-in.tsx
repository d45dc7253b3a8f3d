import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  redirectDocument,
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
} from 'react-router';
import { isAdmin } from '../admin/is-admin';
import { isCourier } from '../courier/is-courier';
import { Head } from '../frame/head';
import { Field, Problem } from '../parts/field';
import { SmallPage } from '../parts/small-page';
import { Refusal } from '../shop/api.server';
import { takeDone } from '../shop/done.server';
import { type FormState, formTexts } from '../shop/form';
import { landing } from '../shop/landing';
import { problemOf } from '../shop/problems.server';
import { safePath } from '../shop/return-address';
import { hasEnded, visitor } from '../shop/session.server';
import { signIn } from '../shop/sign-in.server';
import { hasSignedOut } from '../shop/signed-out.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await visitor(request);
  if (user && !user.guest) return toPage(wantedBy(request, user), {});
  // Nobody is told so who goes to sign in after a while, only who was on the way to a page of theirs.
  const sentHere = new URL(request.url).searchParams.has('to');
  const { done, headers } = takeDone(request);
  const ended = done !== 'reset' && ((await hasEnded(request)) || (sentHere && hasSignedOut(request)));
  return data({ ended, reset: done === 'reset' }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const typed = formTexts(form, ['username']);
  const password = String(form.get('password') ?? '');
  const state: FormState = { fields: {}, typed };
  if (!typed['username']) state.fields['username'] = 'error.required';
  if (!password) state.fields['password'] = 'error.required';
  if (Object.keys(state.fields).length > 0) return data(state, { status: 422 });
  try {
    const { user, cookies: headers } = await signIn(request, { username: typed['username'] ?? '', password });
    return toPage(wantedBy(request, user), { headers });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ ...state, problem: problemOf(error) }, { status: error.status });
  }
}

const wantedBy = (request: Request, { roles }: { roles: readonly string[] }) =>
  safePath(new URL(request.url).searchParams.get('to'), landing(roles));

/** The back office and a courier's day are other documents: they have scripts, styles and texts of their own. */
function toPage(path: string, init: ResponseInit) {
  const { pathname } = new URL(path, 'http://shop');
  return isAdmin(pathname) || isCourier(pathname) ? redirectDocument(path, init) : redirect(path, init);
}

export default function SignIn() {
  const { say } = useWords();
  const { ended, reset } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>();
  const [query] = useSearchParams();
  const sending = useNavigation().formMethod === 'POST';
  const buying = query.get('to')?.startsWith('/checkout');
  const more = query.has('to') ? `?${new URLSearchParams({ to: query.get('to') ?? '' })}` : '';
  return (
    <SmallPage title={say('signIn.title')} lead={say('signIn.lead')}>
      <Head title={say('signIn.title')} description={say('shop.description')} index={false} />
      {(ended || reset) && !state && (
        <p role="status" className="mt-4 rounded-xl bg-tone px-5 py-3 font-medium">
          {say(reset ? 'reset.done' : 'signIn.ended')}
        </p>
      )}
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
        <Link to="/forgot-password" className="link">
          {say('signIn.forgot')}
        </Link>
      </p>
      <p className="mt-3 text-center">
        {say('signIn.noAccount')}{' '}
        <Link to={`/sign-up${more}`} className="link">
          {say('signIn.signUp')}
        </Link>
      </p>
      {buying && (
        <p className="mt-3 text-center">
          <Link to="/checkout?guest=1" className="link">
            {say('signIn.asGuest')}
          </Link>
        </p>
      )}
    </SmallPage>
  );
}
