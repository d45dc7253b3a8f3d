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
import { Notice } from '../parts/notice';
import { ask, Refusal } from '../shop/api.server';
import { noteDone, takeDone } from '../shop/done.server';
import { type FormState, formTexts } from '../shop/form';
import { memberRefused } from '../shop/problems.server';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { useWords } from '../words/words';

const PROFILE = ['firstName', 'lastName', 'email', 'phone'];

type Answer = FormState & { part: 'profile' | 'password' };

export async function loader({ request }: LoaderFunctionArgs) {
  const { username, email, firstName, lastName, phone } = await member(request);
  const profile: Record<string, string> = {
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    email,
    phone: phone ?? '',
  };
  const { done, headers } = takeDone(request);
  const waiting = unsentOn(request);
  return data(
    { username, profile, saved: done === 'saved', unsent: waiting.unsent },
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
  const { username, profile, saved, unsent } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const sent = useActionData<typeof action>();
  const answer = sent ?? (unsent && { ...unsent, part: unsent.typed['part'] as Answer['part'] });
  const about = (part: Answer['part']) => (answer?.part === part ? answer : undefined);
  const field = (name: string) => ({ name, state: about('profile'), defaultValue: profile[name] });
  return (
    <AccountPage title={say('account.hello', { name: profile['firstName'] || (username ?? '') })}>
      {saved && !answer && (
        <Notice kind="done" of={profile}>
          {say('profile.saved')}
        </Notice>
      )}
      <Form method="post" className="mt-6 rounded-card border border-line bg-card p-6">
        <h2 className="text-heading">{say('profile.title')}</h2>
        {username !== null && <p className="mt-1 text-soft">{say('profile.username', { username })}</p>}
        <Problem state={about('profile')} />
        <div className="flex flex-wrap gap-x-4">
          <Field
            {...field('firstName')}
            label={say('profile.firstName')}
            autoComplete="given-name"
            maxLength={100}
          />
          <Field
            {...field('lastName')}
            label={say('profile.lastName')}
            autoComplete="family-name"
            maxLength={100}
          />
        </div>
        <Field
          {...field('phone')}
          type="tel"
          label={say('profile.phone')}
          autoComplete="tel"
          maxLength={30}
        />
        <div className="flex flex-wrap gap-x-4">
          <Field {...field('email')} type="email" label={say('signUp.email')} autoComplete="email" required />
          <Field
            name="currentPassword"
            type="password"
            label={say('password.yours')}
            hint={say('profile.forEmail')}
            state={about('profile')}
            autoComplete="current-password"
          />
        </div>
        <button type="submit" className="button mt-6">
          {say('profile.save')}
        </button>
      </Form>
      <Password state={about('password')} />
    </AccountPage>
  );
}

function Password({ state }: { state: FormState | undefined }) {
  const { say } = useWords();
  return (
    <Form method="post" className="mt-6 rounded-card border border-line bg-card p-6">
      <h2 className="text-heading">{say('profile.password')}</h2>
      <Problem state={state} />
      <Field
        name="currentPassword"
        type="password"
        label={say('profile.currentPassword')}
        state={state}
        autoComplete="current-password"
        required
      />
      <Field
        name="password"
        type="password"
        label={say('profile.newPassword')}
        hint={say('signUp.passwordHint')}
        state={state}
        autoComplete="new-password"
        required
      />
      <button type="submit" className="button mt-6" data-kind="quiet">
        {say('profile.changePassword')}
      </button>
    </Form>
  );
}
