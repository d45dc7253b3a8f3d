import { ask, orErrorPage, Refusal } from '../shop/api.server';

/** Withdraws an invitation; one that was accepted or withdrawn meanwhile is not there any more, which is no error. */
export async function withdrawInvitation(request: Request, form: FormData): Promise<void> {
  const path = `/staff/invitations/${encodeURIComponent(String(form.get('invitation')))}`;
  await orErrorPage(
    ask(request, path, { method: 'DELETE' }).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
    }),
  );
}
