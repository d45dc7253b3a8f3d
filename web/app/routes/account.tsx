import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AccountPage } from '../parts/account-page';
import { AddressProof } from '../parts/address-proof';
import { GuestAccount } from '../parts/guest-account';
import { LanguageForm } from '../parts/language-form';
import { Notice } from '../parts/notice';
import { PasswordForm } from '../parts/password-form';
import { ProfileForm } from '../parts/profile-form';
import { ask, Refusal } from '../shop/api.server';
import { noteDone, takeDone } from '../shop/done.server';
import { type FormState, formTexts } from '../shop/form';
import { memberRefused } from '../shop/problems.server';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';

const PROFILE = ['firstName', 'lastName', 'email', 'phone'];

/** What has been done a moment ago, and what is said of it. */
const DONE: Record<string, keyof Texts> = {
  saved: 'profile.saved',
  member: 'member.done',
  verification: 'verify.sent',
};

type Answer = FormState & { part: 'profile' | 'password' };

export async function loader({ request }: LoaderFunctionArgs) {
  const { username, guest, email, firstName, lastName, phone, language, emailVerified } =
    await member(request);
  const profile: Record<string, string> = {
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    email,
    phone: phone ?? '',
  };
  const { done, headers } = takeDone(request);
  const waiting = unsentOn(request);
  return data(
    { username, guest, profile, language, emailVerified, done: DONE[done] ?? null, unsent: waiting.unsent },
    { headers: [...headers, ...waiting.headers] },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const part = form.has('password') ? 'password' : 'profile';
  const typed = formTexts(form, part === 'profile' ? PROFILE : []);
  const state: Answer = { part, fields: {}, typed };
  const currentPassword = String(form.get('currentPassword') ?? '');
  const passwords = { password: String(form.get('password')), currentPassword };
  // Asked for by another e-mail address alone: a field left empty shows no password.
  const profile = { ...typed, ...(currentPassword && { currentPassword }) };
  try {
    await member(request, { ...typed, part });
    await ask(request, '/users/me', { method: 'PATCH', body: part === 'profile' ? profile : passwords });
    return redirect('/account', { headers: [noteDone(request, 'saved')] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ ...memberRefused(state, error), part } as Answer, { status: error.status });
  }
}

export default function Account() {
  const { username, guest, profile, language, emailVerified, done, unsent } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const sent = useActionData<typeof action>();
  const answer = sent ?? (unsent && { ...unsent, part: unsent.typed['part'] as Answer['part'] });
  const about = (part: Answer['part']) => (answer?.part === part ? answer : undefined);
  const email = profile['email'] ?? '';
  return (
    <AccountPage title={say('account.hello', { name: profile['firstName'] || (username ?? email) })}>
      {done && !answer && (
        <Notice kind="done" of={profile}>
          {say(done, { address: email })}
        </Notice>
      )}
      {guest && (
        <div className="mt-6">
          <GuestAccount email={email} to="/account" />
        </div>
      )}
      <AddressProof verified={emailVerified} />
      <ProfileForm username={username} profile={profile} state={about('profile')} />
      {!guest && <PasswordForm email={email} state={about('password')} />}
      <LanguageForm language={language} />
    </AccountPage>
  );
}
