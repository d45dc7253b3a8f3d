import { type ActionFunctionArgs, redirect } from 'react-router';
import { ask, orErrorPage } from '../shop/api.server';
import { noteDone } from '../shop/done.server';
import { member } from '../shop/session.server';
import { chosenLanguage } from '../words/language-of.server';
import { isLanguage } from '../words/languages';

/** Keeps the language of whoever is signed in, in their profile and in this browser. */
export async function action({ request }: ActionFunctionArgs) {
  const language = String((await request.formData()).get('language'));
  if (!isLanguage(language)) return redirect('/account');
  await orErrorPage(member(request, {}));
  await orErrorPage(ask(request, '/users/me', { method: 'PATCH', body: { language } }));
  return redirect('/account', { headers: [chosenLanguage(request, language), noteDone(request, 'saved')] });
}

export function loader() {
  return redirect('/account');
}
