import type { FormEvent } from 'react';
import { Form } from 'react-router';
import { Notice } from '../parts/notice';
import { useWords } from '../words/words';
import { type Checked, type LiveAudit, useLiveAudit } from './use-live-audit';

interface Props {
  /** What an audit has found that was asked for without JavaScript. */
  found: readonly Checked[] | undefined;
}

/** The audit of the last hour's orders: each invariant says how it stands as soon as that is known. */
export function AuditNow({ found }: Props) {
  const { say } = useWords();
  const { start, ...live } = useLiveAudit();
  const shown: LiveAudit =
    live.state === 'none' && found ? { state: 'done', orders: 0, found: [...found] } : live;
  const begin = (event: FormEvent) => {
    event.preventDefault();
    start();
  };
  return (
    <section className="mt-6" aria-labelledby="lab-audit">
      <h3 id="lab-audit" className="font-semibold">
        {say('inside.lab.prove')}
      </h3>
      <p className="mt-1 max-w-prose text-soft">{say('inside.lab.prove.lead')}</p>
      <Form method="post" className="mt-3" preventScrollReset onSubmit={begin}>
        <button type="submit" name="act" value="audit" className="button" data-kind="quiet">
          {say('inside.lab.audit')}
        </button>
      </Form>
      {shown.state === 'cut' && (
        <Notice kind="wrong" of={shown}>
          {say('inside.lab.auditCut')}
        </Notice>
      )}
      {shown.state !== 'none' && <Found audit={shown} />}
    </section>
  );
}

function Found({ audit: { state, orders, found } }: { audit: LiveAudit }) {
  const { say, count } = useWords();
  const wrong = found.filter(({ ok }) => ok === false).length;
  return (
    <div className="mt-5">
      <ul className="lab-audit" aria-busy={state === 'running'}>
        {found.map(({ name, ok, checked }) => (
          <li key={name} data-ok={ok}>
            <b>{ok === undefined ? '…' : ok ? 'PASS' : 'FAIL'}</b> <span lang="en">{name}</span>{' '}
            <span className="text-soft">{count('inside.lab.checked', checked)}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-3 font-medium">
        {state === 'running' && count('inside.lab.looked', orders)}
        {state === 'done' && (wrong === 0 ? say('inside.lab.allHold') : count('inside.lab.broken', wrong))}
      </p>
    </div>
  );
}
