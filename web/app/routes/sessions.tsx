import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router';
import { AccountPage } from '../parts/account-page';
import { Notice } from '../parts/notice';
import { SessionList } from '../parts/session-list';
import { ask, get, orErrorPage, Refusal } from '../shop/api.server';
import type { List, OpenSession } from '../shop/api-types';
import { noteDone, takeDone } from '../shop/done.server';
import { member } from '../shop/session.server';
import { useWords } from '../words/words';

const PATH = '/users/me/sessions';

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  const { items } = await orErrorPage(get<List<OpenSession>>(request, PATH));
  const { done, headers } = takeDone(request);
  return data({ sessions: items, done: done === 'ended' }, { headers });
}

/** Ends one session, or all but this one. One that has ended by itself is no error. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await orErrorPage(member(request, {}));
  const id = form.get('session');
  const path = id === null ? PATH : `${PATH}/${encodeURIComponent(String(id))}`;
  await orErrorPage(
    ask(request, path, { method: 'DELETE' }).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
    }),
  );
  return redirect('/account/sessions', { headers: [noteDone(request, 'ended')] });
}

/** Where whoever is signed in is signed in besides. */
export default function Sessions() {
  const { sessions, done } = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <AccountPage title={say('sessions.title')}>
      <p className="mt-4 text-soft">{say('sessions.lead')}</p>
      {done && (
        <Notice kind="done" of={sessions}>
          {say('sessions.ended')}
        </Notice>
      )}
      <div className="mt-4">
        <SessionList sessions={sessions} act="end" />
      </div>
      {sessions.length > 1 && (
        <Form method="post" className="mt-6">
          <button type="submit" className="button">
            {say('sessions.endOthers')}
          </button>
        </Form>
      )}
    </AccountPage>
  );
}
