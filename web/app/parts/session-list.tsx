import { Form } from 'react-router';
import type { OpenSession } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';

interface Props {
  sessions: readonly OpenSession[];
  /** The value of `act` with which a session is ended; left out for whoever may only look. */
  act?: string | undefined;
}

/** Where somebody is signed in: with what, since when and from where; each can be ended. */
export function SessionList({ sessions, act }: Props) {
  const { say } = useWords();
  return (
    <ul className="divide-y divide-line">
      {sessions.map(({ id, device, from, createdAt, current }) => {
        const name = device ?? say('sessions.unknown');
        return (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <span className="min-w-0">
              <b className="font-semibold">{name}</b>
              {current && <span className="text-soft"> ({say('sessions.current')})</span>}
              <span className="block text-sm text-soft">
                <Moment at={createdAt} />
                {from && <span className="break-all">, {from}</span>}
              </span>
            </span>
            {act && !current && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="session" value={id} />
                <button type="submit" name="act" value={act} className="button" data-kind="quiet">
                  {say('sessions.end')}
                  <span className="sr-only"> {name}</span>
                </button>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
