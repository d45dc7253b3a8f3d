import { type ActionFunctionArgs, data, Form, useActionData } from 'react-router';
import { Head } from '../frame/head';
import { Field, Problem } from '../parts/field';
import { OrderLines, OrderStatus } from '../parts/order-lines';
import { Reached } from '../parts/reached';
import { SmallPage } from '../parts/small-page';
import { WithdrawHere } from '../parts/withdraw-here';
import { ask, Refusal } from '../shop/api.server';
import type { Order } from '../shop/api-types';
import { type FormState, formTexts } from '../shop/form';
import { type Goods, inReadersWords } from '../shop/goods';
import { goodsOf } from '../shop/goods.server';
import { problemOf } from '../shop/problems.server';
import { refusalText } from '../words/refusals';
import { useWords } from '../words/words';

type Tracked = Pick<
  Order,
  'number' | 'status' | 'reason' | 'lines' | 'deliveryDate' | 'milestones' | 'withdrawable'
>;

export async function action({ request }: ActionFunctionArgs) {
  const typed = formTexts(await request.formData(), ['number', 'email']);
  const state: FormState = { fields: {}, typed };
  for (const name of ['number', 'email']) if (!typed[name]) state.fields[name] = 'error.required';
  if (Object.keys(state.fields).length > 0) return data({ state, found: null }, { status: 422 });
  try {
    const { body } = await ask<Tracked>(request, '/orders/track', { method: 'POST', body: typed });
    const goods = await goodsOf(request, [body]);
    return data({ state, found: { order: inReadersWords(body, goods), goods, typed } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const unknown = error.status === 404 || error.code === 'validation_failed';
    state.problem = unknown ? 'track.nothing' : problemOf(error);
    return data({ state, found: null }, { status: error.status });
  }
}

export default function Track() {
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  return (
    <SmallPage title={say('track.title')} lead={say('track.lead')}>
      <Head title={say('track.title')} description={say('track.lead')} />
      <Form method="post">
        <Problem state={answer?.state} />
        <Field name="number" label={say('track.number')} inputMode="numeric" state={answer?.state} required />
        <Field
          name="email"
          type="email"
          label={say('signUp.email')}
          autoComplete="email"
          state={answer?.state}
          required
        />
        <button type="submit" className="button mt-7 w-full">
          {say('track.show')}
        </button>
      </Form>
      <div role="status" className="mt-8">
        {answer?.found && <Found {...answer.found} />}
      </div>
    </SmallPage>
  );
}

function Found({ order, goods, typed }: { order: Tracked; goods: Goods; typed: Record<string, string> }) {
  const { say } = useWords();
  const [line] = order.lines;
  const amount = order.lines.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0);
  return (
    <>
      <h2 className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 text-heading">
        {say('order.title', { number: order.number })} <OrderStatus status={order.status} />
      </h2>
      {order.reason && <p className="mb-4">{say(refusalText(order.reason))}</p>}
      {order.milestones && <Reached milestones={order.milestones} />}
      {line && (
        <OrderLines order={{ ...order, total: { amount, currency: line.price.currency } }} goods={goods} />
      )}
      {order.withdrawable && <WithdrawHere number={order.number} email={typed['email'] ?? ''} />}
    </>
  );
}
