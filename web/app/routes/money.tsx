import { randomUUID } from 'node:crypto';
import { isCurrency } from '@sagashop/kernel/currency';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AccountPage } from '../parts/account-page';
import { Field, Problem } from '../parts/field';
import { Notice } from '../parts/notice';
import { Pages } from '../parts/pages';
import { ask, get, orErrorPage, orNothing, Refusal } from '../shop/api.server';
import type { Account, Entry, List } from '../shop/api-types';
import { noteDone, takeDone } from '../shop/done.server';
import { orFirstPage } from '../shop/first-page.server';
import type { FormState } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { numbersOf } from '../shop/orders.server';
import { problemOf } from '../shop/problems.server';
import { safePath } from '../shop/return-address';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { moneyText } from '../words/amounts';
import { Moment, Price } from '../words/formats';
import { languageOf } from '../words/language-of.server';
import { moneyToType, typedMoney } from '../words/typed-money';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  const asked = new URL(request.url).searchParams;
  const cursor = asked.get('cursor');
  const query = new URLSearchParams({ limit: '20', ...(cursor && { cursor }) });
  const [account, entries] = await Promise.all([
    orErrorPage(get<Account>(request, '/account')),
    orNothing(orFirstPage(request, get<List<Entry>>(request, `/account/entries?${query}`))),
  ]);
  const numbers = await numbersOf(request, entries?.items ?? []);
  const { currency } = account.available;
  const missing = Number(asked.get('amount'));
  const wanted = Number.isSafeInteger(missing) && missing > 0;
  const { done, headers } = takeDone(request);
  const { unsent, headers: taken } = unsentOn(request);
  // Made here, so that a form that is sent twice tops up once.
  const shown = { account, entries: entries ?? null, numbers, later: cursor !== null, key: randomUUID() };
  return data(
    {
      ...shown,
      wanted: wanted ? moneyToType(missing, languageOf(request), currency) : '',
      added: done === 'added',
      unsent,
    },
    { headers: [...headers, ...taken] },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const typed = { amount: String(form.get('amount') ?? '').trim() };
  const state: FormState = { fields: {}, typed };
  const currency = String(form.get('currency'));
  if (!isCurrency(currency)) return data({ ...state, problem: 'error.text' } as FormState, { status: 422 });
  const read = typedMoney(typed.amount, languageOf(request), currency);
  if ('wrong' in read) {
    const { wrong, values } = read;
    return data({ ...state, fields: { amount: wrong }, values } as FormState, { status: 422 });
  }
  const { amount } = read;
  try {
    await member(request, typed);
    const headers = { 'idempotency-key': keyFor(form.get('key')) };
    await ask(request, '/account/deposits', { method: 'POST', body: { amount, currency }, headers });
    const to = safePath(new URL(request.url).searchParams.get('to'), '');
    return redirect(to || '/account/money', { headers: to ? [] : [noteDone(request, 'added')] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = error.code === 'forbidden' ? 'money.askShop' : problemOf(error);
    return data({ ...state, problem } as FormState, { status: error.status });
  }
}

export default function MoneyPage() {
  const { account, entries, numbers, later, added } = useLoaderData<typeof loader>();
  const { say, language } = useWords();
  return (
    <AccountPage title={say('money.title')}>
      <div className="mt-6 rounded-card border border-line bg-card p-6">
        <p className="text-soft">{say('money.available')}</p>
        <Price money={account.available} className="text-3xl font-bold" />
        {account.held.amount > 0 && (
          <p className="mt-1 text-soft" suppressHydrationWarning>
            {say('money.held', { amount: moneyText(account.held, language) })}
          </p>
        )}
        {added && (
          <Notice kind="done" of={account}>
            {say('money.added')}
          </Notice>
        )}
        <TopUp />
      </div>
      <h2 className="mt-10 text-heading">{say('money.entries')}</h2>
      {!entries && <p className="mt-2 text-soft">{say('money.entriesAway')}</p>}
      {entries?.items.length === 0 && <p className="mt-2 text-soft">{say('money.noEntries')}</p>}
      <ul className="mt-3 divide-y divide-line">
        {entries?.items.map((entry) => (
          <li key={entry.id} className="flex items-baseline justify-between gap-x-6 py-3">
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
              {say(`entry.${entry.kind}`)}
              {entry.orderId && (
                <Link to={`/orders/${entry.orderId}`} className="link">
                  {numbers[entry.orderId]
                    ? say('order.title', { number: numbers[entry.orderId]! })
                    : say('refused.order')}
                </Link>
              )}
              <Moment at={entry.createdAt} className="text-sm text-soft" />
            </span>
            <Price money={entry.amount} className="font-semibold" />
          </li>
        ))}
      </ul>
      <Pages next={entries?.nextCursor ?? null} later={later} />
    </AccountPage>
  );
}

function TopUp() {
  const { account, key, wanted, unsent } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const state = useActionData<typeof action>() ?? unsent ?? undefined;
  return (
    <Form method="post" className="mt-3 max-w-sm">
      <Problem state={state} />
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="currency" value={account.available.currency} />
      <Field
        name="amount"
        label={say('money.amount', { currency: account.available.currency })}
        inputMode="decimal"
        defaultValue={wanted}
        state={state}
        required
      />
      <button type="submit" className="button mt-4">
        {say('money.topUp')}
      </button>
    </Form>
  );
}
