import { ask, Refusal } from '../shop/api.server';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/texts';
import { staff } from './staff.server';

/** Has a mail sent once more, as a form of the mailbox says; two presses of it are one. Answers why it was refused. */
export async function resendMail(
  request: Request,
  form: FormData,
): Promise<{ problem: keyof Texts; status: number } | undefined> {
  await staff(request, 'mails.send');
  const said = (name: string) => String(form.get(name) ?? '').trim();
  try {
    const headers = { 'idempotency-key': keyFor(said('key')) };
    await ask(request, `/mails/${encodeURIComponent(said('mail'))}/resend`, { method: 'POST', headers });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const gone = error.code === 'not_resendable';
    return { problem: gone ? 'admin.mailbox.notResendable' : problemOf(error), status: error.status };
  }
}
