import { Form } from 'react-router';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field, Problem } from './field';

/** Changes a member's password; `email` is whose it is, for a browser that keeps passwords. */
export function PasswordForm({ email, state }: { email: string; state: FormState | undefined }) {
  const { say } = useWords();
  return (
    <Form method="post" className="mt-6 rounded-card border border-line bg-card p-6">
      <h2 className="text-heading">{say('profile.password')}</h2>
      <Problem state={state} />
      <input type="text" name="for" autoComplete="username" value={email} readOnly hidden />
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
