import { type ActionFunctionArgs, data, useActionData } from 'react-router';
import { Head } from '../frame/head';
import { EmailForm } from '../parts/email-form';
import { Notice } from '../parts/notice';
import { SmallPage } from '../parts/small-page';
import { ask, Refusal } from '../shop/api.server';
import { type FormState, formTexts } from '../shop/form';
import { signUpRefused } from '../shop/problems.server';
import { useWords } from '../words/words';

export async function action({ request }: ActionFunctionArgs) {
  const typed = formTexts(await request.formData(), ['email']);
  const state: FormState = { fields: {}, typed };
  if (!typed['email']) return data({ ...state, fields: { email: 'error.required' } }, { status: 422 });
  try {
    await ask(request, '/password-resets', { method: 'POST', body: typed });
    return data({ ...state, sent: true });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data(signUpRefused(state, error), { status: error.status });
  }
}

/** Asks for a link with which a password is chosen anew. What it answers is the same whoever has an account. */
export default function ForgotPassword() {
  const { say } = useWords();
  const answer = useActionData<typeof action>() as (FormState & { sent?: boolean }) | undefined;
  return (
    <SmallPage title={say('forgot.title')} lead={say('forgot.lead')}>
      <Head title={say('forgot.title')} description={say('shop.description')} index={false} />
      {answer?.sent && (
        <Notice kind="done" of={answer}>
          {say('forgot.sent')}
        </Notice>
      )}
      <EmailForm state={answer} submit={say('forgot.send')} />
    </SmallPage>
  );
}
