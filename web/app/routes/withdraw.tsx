import { type ActionFunctionArgs, data, Form, Link, useActionData } from 'react-router';
import { Head } from '../frame/head';
import { Field, Problem } from '../parts/field';
import { SmallPage } from '../parts/small-page';
import type { Withdrawal, WithdrawalOffer } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { type WithdrawalStep, withdraw } from '../shop/withdraw.server';
import { momentText } from '../words/amounts';
import { Moment, useZone } from '../words/formats';
import { useWords } from '../words/words';

/** What stands in its forms is as good as the right to withdraw: it is kept nowhere, and told to nobody. */
const HEADERS = { 'cache-control': 'private, no-store' };

export const headers = () => HEADERS;

export async function action({ request }: ActionFunctionArgs) {
  const step = await withdraw(request, await request.formData());
  const wrong = step.at === 'offer' && Object.keys(step.state?.fields ?? {}).length > 0;
  const status = step.at === 'refused' ? step.status : wrong ? 422 : 200;
  return data(step, { status, headers: HEADERS });
}

/** Withdrawing from an order's contract: what is withdrawn from and by whom, and what follows once it is confirmed. */
export default function Withdraw() {
  const { say } = useWords();
  const step = useActionData<typeof action>() as WithdrawalStep | undefined;
  const title = say(step?.at === 'done' ? 'withdraw.doneTitle' : 'withdraw.title');
  return (
    <>
      <Head title={title} description={say('shop.description')} index={false} />
      {step?.at === 'done' ? (
        <Done title={title} done={step.done} />
      ) : (
        <SmallPage title={title} lead={say(step?.at === 'offer' ? 'withdraw.lead' : 'track.lead')}>
          {step?.at === 'offer' ? (
            <Offered offer={step.offer} state={step.state} />
          ) : (
            <Start state={step?.state} />
          )}
        </SmallPage>
      )}
    </>
  );
}

/** Whose order it is. */
function Start({ state }: { state: FormState | undefined }) {
  const { say } = useWords();
  return (
    <Form method="post">
      <Problem state={state} />
      <Field name="number" label={say('track.number')} inputMode="numeric" state={state} required />
      <Field
        name="email"
        type="email"
        label={say('signUp.email')}
        autoComplete="email"
        state={state}
        required
      />
      <button type="submit" className="button mt-7 w-full">
        {say('withdraw.here')}
      </button>
    </Form>
  );
}

function Offered({ offer, state }: { offer: WithdrawalOffer; state: FormState | undefined }) {
  const { say, count, locale } = useWords();
  const zone = useZone();
  const { confirm, number, email, lines, until, days } = offer;
  return (
    <Form method="post" className="mt-6">
      <Problem state={state} />
      <h2 className="text-heading">{say('order.title', { number })}</h2>
      <input type="hidden" name="confirm" value={confirm} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="email" value={email} />
      {lines.map(({ lineId, name, quantity }) => (
        <div key={lineId}>
          <input type="hidden" name={`most.${lineId}`} value={quantity} />
          <Field
            name={`line.${lineId}`}
            label={say('withdraw.of', { name, n: quantity })}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            defaultValue={quantity}
            state={state}
          />
        </div>
      ))}
      <Field
        name="name"
        label={say('withdraw.name')}
        autoComplete="name"
        maxLength={200}
        state={state}
        required
      />
      <p className="mt-4">{say('withdraw.mail', { address: email })}</p>
      <p className="mt-2 text-soft" suppressHydrationWarning>
        {until
          ? say('withdraw.until', { until: momentText(until, locale, zone) })
          : count('withdraw.any', days)}
      </p>
      <button type="submit" className="button mt-7 w-full">
        {say('withdraw.confirm')}
      </button>
    </Form>
  );
}

function Done({ title, done }: { title: string; done: Withdrawal }) {
  const { say, locale } = useWords();
  const zone = useZone();
  const { number, lines, name, confirmedAt, revocableUntil, revoke } = done;
  return (
    <SmallPage title={title} lead={say('withdraw.doneLead', { number })}>
      <dl className="mt-6 space-y-3">
        <div>
          <dt className="text-soft">{say('withdraw.what')}</dt>
          {lines.map((line) => (
            <dd key={line.lineId}>{`${line.name} × ${line.quantity}`}</dd>
          ))}
        </div>
        <div>
          <dt className="text-soft">{say('withdraw.at')}</dt>
          <dd>
            <Moment at={confirmedAt} />
          </dd>
        </div>
        {name && (
          <div>
            <dt className="text-soft">{say('withdraw.by')}</dt>
            <dd>{name}</dd>
          </div>
        )}
      </dl>
      <h2 className="mt-7 text-heading">{say('withdraw.next')}</h2>
      <ol className="mt-2 list-decimal space-y-1 pl-5" suppressHydrationWarning>
        {lines.some(({ quantity, toReturn }) => quantity > toReturn) && <li>{say('withdraw.next.stop')}</li>}
        <li>{say('withdraw.next.until', { until: momentText(revocableUntil, locale, zone) })}</li>
        <li>{say('withdraw.next.then')}</li>
        {lines.some(({ toReturn }) => toReturn > 0) && <li>{say('withdraw.next.back')}</li>}
      </ol>
      {revoke && (
        <Link to={`/withdrawals/${revoke}`} className="link mt-5 inline-block py-1">
          {say('withdraw.revoke')}
        </Link>
      )}
    </SmallPage>
  );
}
