import { Form } from 'react-router';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field, Problem } from './field';

interface Props {
  /** What a member signs in with; null for a guest, who has no password to show. */
  username: string | null;
  profile: Record<string, string>;
  state: FormState | undefined;
}

/** What somebody has told about themselves, to be changed. */
export function ProfileForm({ username, profile, state }: Props) {
  const { say } = useWords();
  const field = (name: string) => ({ name, state, defaultValue: profile[name] });
  return (
    <Form method="post" className="mt-6 rounded-card border border-line bg-card p-6">
      <h2 className="text-heading">{say('profile.title')}</h2>
      {username !== null && <p className="mt-1 text-soft">{say('profile.username', { username })}</p>}
      <Problem state={state} />
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
      <Field {...field('phone')} type="tel" label={say('profile.phone')} autoComplete="tel" maxLength={30} />
      <div className="flex flex-wrap gap-x-4">
        <Field {...field('email')} type="email" label={say('signUp.email')} autoComplete="email" required />
        {username !== null && (
          <Field
            name="currentPassword"
            type="password"
            label={say('password.yours')}
            hint={say('profile.forEmail')}
            state={state}
            autoComplete="current-password"
          />
        )}
      </div>
      <button type="submit" className="button mt-6">
        {say('profile.save')}
      </button>
    </Form>
  );
}
