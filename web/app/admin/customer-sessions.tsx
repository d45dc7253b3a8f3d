import { Form } from 'react-router';
import { SessionList } from '../parts/session-list';
import type { OpenSession } from '../shop/api-types';
import { useWords } from '../words/words';

interface Props {
  /** Undefined while they cannot be had, or where they are not for whoever looks. */
  sessions: readonly OpenSession[] | undefined;
  may: boolean;
}

/** Where somebody is signed in, and the end of that. */
export function CustomerSessions({ sessions, may }: Props) {
  const { say, count } = useWords();
  if (!sessions) return null;
  return (
    <section className="admin-card">
      <h2>{say('admin.customer.sessions')}</h2>
      {sessions.length === 0 && <p className="text-soft">{say('admin.customer.notSignedIn')}</p>}
      <SessionList sessions={sessions} act={may ? 'end-session' : undefined} />
      {may && sessions.length > 1 && (
        <Form method="post" preventScrollReset className="mt-2">
          <button type="submit" name="act" value="end-sessions" className="button" data-kind="quiet">
            {count('admin.customer.endAll', sessions.length)}
          </button>
        </Form>
      )}
    </section>
  );
}
