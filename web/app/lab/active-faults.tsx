import { Form } from 'react-router';
import { useWords } from '../words/words';
import type { ActiveFault } from './lab-types';
import { SecondsLeft } from './seconds-left';
import { useFaultName } from './use-fault-name';

/** What is broken just now, how often it has struck, and how to end it. */
export function ActiveFaults({ faults, now }: { faults: readonly ActiveFault[]; now: number }) {
  const { say, count } = useWords();
  const nameOf = useFaultName();
  return (
    <section className="mt-8" aria-labelledby="lab-active">
      <h2 id="lab-active" className="text-heading">
        {say('inside.lab.activeNow')}
      </h2>
      <ul className="lab-faults">
        {faults.map((fault) => (
          <li key={fault.id}>
            <p>
              <b>{nameOf({ name: fault.fault, says: fault.says })}</b>{' '}
              <code>{fault.command ?? fault.service ?? ''}</code>
            </p>
            <p className="text-sm text-soft">
              {count('lab.hits', fault.hits)} · {say(`inside.lab.scope.${fault.scope}`)} ·{' '}
              <SecondsLeft until={fault.endsAt} now={now} />
            </p>
            <Form method="post" preventScrollReset>
              <input type="hidden" name="id" value={fault.id} />
              <button type="submit" name="act" value="stop" className="button" data-kind="quiet">
                {say('inside.lab.stop')}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
