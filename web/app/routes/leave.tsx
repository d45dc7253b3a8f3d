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
import { Problem } from '../parts/field';
import { ask, Refusal } from '../shop/api.server';
import { keepCart } from '../shop/cart.server';
import { dropDraft } from '../shop/draft.server';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { member } from '../shop/session.server';
import { FORGET_PAGES } from '../shop/signed-out.server';
import { dropUnsent, unsentOn } from '../shop/unsent.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  const { unsent, headers } = unsentOn(request);
  return data({ unsent }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const state: FormState = { fields: {}, typed: {} };
  const form = await request.formData();
  try {
    await member(request, {});
    if (!form.has('sure')) return data({ ...state, problem: 'leave.sayYes' } as FormState, { status: 422 });
    const { setCookies } = await ask(request, '/users/me', { method: 'DELETE' });
    const gone = [keepCart(request, { owner: null, lines: [] }), dropDraft(request), dropUnsent(request)];
    return redirect('/', { headers: [...setCookies, ...gone, FORGET_PAGES] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ ...state, problem: problemOf(error) }, { status: error.status });
  }
}

export default function Leave() {
  const { say } = useWords();
  const { unsent } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() ?? unsent ?? undefined;
  return (
    <AccountPage title={say('leave.title')}>
      <p className="mt-4 text-lg text-soft">{say('leave.lead')}</p>
      <Form method="post" reloadDocument className="mt-6 rounded-card border border-line bg-card p-6">
        <Problem state={state} />
        <label className="choice">
          <input type="checkbox" name="sure" value="1" required />
          {say('leave.sure')}
        </label>
        <button type="submit" className="button mt-6" data-kind="quiet">
          {say('leave.now')}
        </button>
      </Form>
    </AccountPage>
  );
}
