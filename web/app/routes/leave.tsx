import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AccountPage } from '../parts/account-page';
import { Field, Problem } from '../parts/field';
import { ask, Refusal } from '../shop/api.server';
import { keepCart } from '../shop/cart.server';
import { keepCookie, SESSION_COOKIE, type SetCookie } from '../shop/cookies.server';
import { dropDraft } from '../shop/draft.server';
import { type FormState, formTexts } from '../shop/form';
import { memberRefused } from '../shop/problems.server';
import { member } from '../shop/session.server';
import { FORGET_PAGES } from '../shop/signed-out.server';
import { dropUnsent, unsentOn } from '../shop/unsent.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { guest } = await member(request);
  const { unsent, headers } = unsentOn(request);
  return data({ guest, unsent }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const state: FormState = { fields: {}, typed: formTexts(form, ['sure']) };
  try {
    await member(request, {});
    if (!form.has('sure')) return data({ ...state, problem: 'leave.sayYes' } as FormState, { status: 422 });
    const body = { currentPassword: String(form.get('currentPassword') ?? '') || undefined };
    const { setCookies } = await ask(request, '/users/me', { method: 'DELETE', body });
    return gone(request, setCookies);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The form was sent twice: the first has done it.
    if (error.code === 'not_found') return gone(request, [keepCookie(request, SESSION_COOKIE, '', 0)]);
    return data(memberRefused(state, error), { status: error.status });
  }
}

/** To the home page, and nothing of the member's stays in the browser. */
function gone(request: Request, cookies: SetCookie[]): Response {
  const own = [keepCart(request, { owner: null, lines: [] }), dropDraft(request), dropUnsent(request)];
  return redirect('/', { headers: [...cookies, ...own, FORGET_PAGES] });
}

export default function Leave() {
  const { say } = useWords();
  const { guest, unsent } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() ?? unsent ?? undefined;
  return (
    <AccountPage title={say(guest ? 'leave.guestTitle' : 'leave.title')}>
      <p className="mt-4 text-lg text-soft">{say('leave.lead')}</p>
      <Form method="post" reloadDocument className="mt-6 rounded-card border border-line bg-card p-6">
        <Problem state={state} />
        <label className="choice">
          <input type="checkbox" name="sure" value="1" defaultChecked={!!state?.typed['sure']} required />
          {say(guest ? 'leave.guestSure' : 'leave.sure')}
        </label>
        {!guest && (
          <Field
            name="currentPassword"
            type="password"
            label={say('password.yours')}
            state={state}
            autoComplete="current-password"
            required
          />
        )}
        <button type="submit" className="button mt-6" data-kind="quiet">
          {say(guest ? 'leave.guestNow' : 'leave.now')}
        </button>
      </Form>
    </AccountPage>
  );
}
