import type { ReactNode } from 'react';
import { Form } from 'react-router';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Field, Problem } from './field';

interface Props {
  /** Where it is sent; the page itself unless it is said. */
  action?: string;
  /** What came back of its last sending. */
  state: FormState | undefined;
  /** What its button says. */
  submit: string;
  /** Hidden fields that go with it. */
  children?: ReactNode;
}

/** A form that asks for an e-mail address and nothing else. */
export function EmailForm({ action, state, submit, children }: Props) {
  const { say } = useWords();
  return (
    <Form method="post" {...(action !== undefined && { action })}>
      <Problem state={state} />
      {children}
      <Field
        name="email"
        type="email"
        label={say('signUp.email')}
        state={state}
        autoComplete="email"
        required
      />
      <button type="submit" className="button mt-7 w-full">
        {submit}
      </button>
    </Form>
  );
}
