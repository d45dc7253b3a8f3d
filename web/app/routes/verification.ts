import { type ActionFunctionArgs, redirect } from 'react-router';
import { ask, orErrorPage } from '../shop/api.server';
import { noteDone } from '../shop/done.server';
import { member } from '../shop/session.server';

/** Has the mail sent again that asks whether an address is theirs. */
export async function action({ request }: ActionFunctionArgs) {
  await orErrorPage(member(request, {}));
  await orErrorPage(ask(request, '/users/me/email-verification', { method: 'POST' }));
  return redirect('/account', { headers: [noteDone(request, 'verification')] });
}

export function loader() {
  return redirect('/account');
}
