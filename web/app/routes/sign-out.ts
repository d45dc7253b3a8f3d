import { type ActionFunctionArgs, redirect } from 'react-router';
import { ask, orErrorPage } from '../shop/api.server';
import { cartAtSignOut } from '../shop/cart.server';
import { dropDraft } from '../shop/draft.server';
import { FORGET_PAGES, noteSignOut } from '../shop/signed-out.server';
import { dropUnsent } from '../shop/unsent.server';

/** Ends the session, here and in the browser. A link to here does nothing. */
export async function action({ request }: ActionFunctionArgs) {
  const { setCookies } = await orErrorPage(ask(request, '/session', { method: 'DELETE' }));
  const gone = [...cartAtSignOut(request), dropDraft(request), dropUnsent(request)];
  return redirect('/', { headers: [...setCookies, ...gone, noteSignOut(request), FORGET_PAGES] });
}

export function loader() {
  return redirect('/');
}
