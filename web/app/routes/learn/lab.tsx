import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router';
import '../../styles/inside.css';
import '../../styles/lab.css';
import { Head } from '../../frame/head';
import { MoreRooms } from '../../inside/more-rooms';
import { ActiveFaults } from '../../lab/active-faults';
import { AuditNow } from '../../lab/audit-now';
import { FaultForm } from '../../lab/fault-form';
import { auditNow, beginFault, endFault } from '../../lab/lab-acts.server';
import { labPage } from '../../lab/lab-page.server';
import { ManyBuyers } from '../../lab/many-buyers';
import { sendBuyers, stopBuyers } from '../../lab/many-buyers.server';
import { useLiveLab } from '../../lab/use-live-lab';
import { useTold } from '../../lab/use-told';
import { VerdictNote } from '../../lab/verdict-note';
import { Crumbs } from '../../parts/crumbs';
import { orErrorPage } from '../../shop/api.server';
import { formTexts } from '../../shop/form';
import { member } from '../../shop/session.server';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { roles } = await member(request);
  return { ...(await labPage(request)), owner: roles.includes('owner') };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const { roles } = await orErrorPage(member(request, {}));
  const act = form.get('act');
  if (act === 'audit') return { found: await orErrorPage(auditNow(request)) };
  if (act === 'many') {
    const wrong = await orErrorPage(sendBuyers(request, form, roles.includes('owner')));
    const typed = formTexts(form, ['perSecond', 'for']);
    return wrong
      ? data({ refused: { wrong, typed } }, { status: wrong === 'busy' ? 429 : 422 })
      : redirect('/learn/lab');
  }
  if (act === 'stop-all' || act === 'many-stop') stopBuyers(request);
  if (act === 'many-stop') return redirect('/learn/lab');
  if (act === 'stop-all' || act === 'stop') {
    await orErrorPage(endFault(request, act === 'stop' ? String(form.get('id')) : null));
    return redirect('/learn/lab');
  }
  const begun = await beginFault(request, form);
  return 'to' in begun ? redirect(begun.to) : data({ state: begun }, { status: 422 });
}

/** Where something is broken on purpose: foretell, break, order, look, prove. */
export default function Lab() {
  const { lab, verdict, buyers, now, key, owner } = useLoaderData<typeof loader>();
  const told = useTold<typeof action>();
  const { say } = useWords();
  useLiveLab(lab.active.length > 0 || buyers?.running === true);
  const state = told && 'state' in told ? told.state : undefined;
  return (
    <article className="mx-auto max-w-3xl">
      <Head title={say('inside.lab.title')} description={say('inside.lab.lead')} index={false} />
      <Crumbs
        trail={[
          { name: say('inside.more.learn'), to: '/learn' },
          { name: say('lab.title'), to: '/learn/lab' },
        ]}
      />
      <h1 className="text-title">{say('inside.lab.title')}</h1>
      <p className="mt-2 max-w-prose text-soft">{say('inside.lab.lead')}</p>
      {lab.active.length > 0 && <ActiveFaults faults={lab.active} now={now} />}
      {verdict && <VerdictNote verdict={verdict} />}
      <FaultForm formKey={key} kinds={lab.faults} owner={owner} state={state} />
      <section className="mt-10" aria-labelledby="lab-then">
        <h2 id="lab-then" className="text-heading">
          {say('inside.lab.then')}
        </h2>
        <p className="mt-2 max-w-prose text-soft">{say('inside.lab.then.lead')}</p>
        <ManyBuyers
          buyers={buyers}
          owner={owner}
          refused={told && 'refused' in told ? told.refused : undefined}
        />
        {owner && <AuditNow found={told && 'found' in told ? told.found : undefined} />}
      </section>
      <MoreRooms here="lab" lab />
    </article>
  );
}
