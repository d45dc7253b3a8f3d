import { Form } from 'react-router';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field, Problem } from './field';

interface Props {
  /** The guest's e-mail address, with which they sign in from then on. */
  email: string;
  /** The page to come back to. */
  to: string;
  /** What came back of the form's last sending. */
  state?: FormState | undefined;
}

/** Makes an account of a guest by a password alone, on whatever page it stands. */
export function BecomeMember({ email, to, state }: Props) {
  const { say } = useWords();
  return (
    <Form method="post" action={`/account/create?${new URLSearchParams({ to })}`}>
      <Problem state={state} />
      {/* Where a browser that keeps passwords looks for whose it is. */}
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <div className="flex flex-wrap items-end gap-x-4">
        <Field
          name="password"
          type="password"
          label={say('member.password')}
          hint={say('signUp.passwordHint')}
          state={state}
          autoComplete="new-password"
          required
        />
      </div>
      <button type="submit" className="button mt-5">
        {say('member.create')}
      </button>
    </Form>
  );
}
