import { useId } from 'react';
import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import { useWords } from '../words/words';
import type { Invited } from './invite.server';
import { InvitedNote } from './invited-note';
import { RoleBoxes } from './role-boxes';

/** Invites somebody: their e-mail address and roles; then the link is shown, once. */
export function InviteForm({ invited }: { invited: Invited | undefined }) {
  const { say } = useWords();
  const told = useId();
  const wrong = invited && 'state' in invited ? invited : undefined;
  const noRoles = wrong?.state.fields['roles'];
  return (
    <section className="admin-card max-w-xl">
      <h2>{say('admin.staff.invite')}</h2>
      {invited && 'link' in invited && <InvitedNote {...invited} />}
      <Form key={invited && 'link' in invited ? invited.link : 'form'} method="post" preventScrollReset>
        <Problem state={wrong?.state} />
        <Field name="email" type="email" label={say('signUp.email')} required state={wrong?.state} />
        <div className="mt-2">
          <RoleBoxes
            roles={wrong?.roles ?? []}
            label={say('admin.staff.roles')}
            wrong={noRoles ? told : undefined}
          />
          {noRoles && (
            <p id={told} role="alert" className="text-ember">
              {say(noRoles)}
            </p>
          )}
        </div>
        <button type="submit" name="act" value="invite" className="button mt-3">
          {say('admin.staff.makeLink')}
        </button>
      </Form>
      <p className="mt-2 text-soft">{say('admin.staff.inviteHint')}</p>
    </section>
  );
}
