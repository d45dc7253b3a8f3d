import { type ActionFunctionArgs, redirect } from 'react-router';
import { ask } from '../shop/api.server';
import { cartAtSignOut } from '../shop/cart.server';
import { dropDraft } from '../shop/draft.server';

/** Ends the session, here and in the browser. A link to here does nothing. */
export async function action({ request }: ActionFunctionArgs) {
  const { setCookies } = await ask(request, '/session', { method: 'DELETE' });
  return redirect('/', { headers: [...setCookies, ...cartAtSignOut(request), dropDraft(request)] });
}

export function loader() {
  return redirect('/');
}
