import { randomUUID } from 'node:crypto';
import { useEffect, useRef } from 'react';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { Head } from '../frame/head';
import { showsInside } from '../inside/shows-inside.server';
import { Becoming } from '../parts/becoming';
import { Notice } from '../parts/notice';
import { OrderActs } from '../parts/order-acts';
import { AgainNote, type AgainTold, OrderAgain } from '../parts/order-again';
import { OrderLines } from '../parts/order-lines';
import { OrderMessages } from '../parts/order-messages';
import { OrderPapers } from '../parts/order-papers';
import { OrderRecipient } from '../parts/order-recipient';
import { OrderWithdrawals } from '../parts/order-withdrawals';
import { ProgressCard } from '../parts/progress-card';
import { Short } from '../parts/refused-note';
import { ask, get, orErrorPage, orNothing, Refusal } from '../shop/api.server';
import type { List, Message, Order as OrderShape, Saga } from '../shop/api-types';
import { cartOf } from '../shop/cart.server';
import { cartBack, isInCart, isRefused } from '../shop/cart-back.server';
import { noteDone, takeDone } from '../shop/done.server';
import type { FormState } from '../shop/form';
import { inReadersWords } from '../shop/goods';
import { goodsOf } from '../shop/goods.server';
import { useLiveOrder } from '../shop/live-order';
import { orderAgain } from '../shop/order-again.server';
import { pieceAct } from '../shop/piece-acts.server';
import { problemOf } from '../shop/problems.server';
import { isUnderWay, moneyTold, shortOf } from '../shop/progress';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { Moment } from '../words/formats';
import { refusalText } from '../words/refusals';
import { useWords } from '../words/words';

type Answer = FormState & { again?: AgainTold };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { guest, email, roles } = await member(request);
  const back = await cartBack(request);
  const path = `/orders/${encodeURIComponent(params['order']!)}`;
  const [order, saga] = await Promise.all([
    orErrorPage(get<OrderShape>(request, path)),
    orNothing(get<Saga>(request, `${path}/saga`).catch(noSteps)),
  ]);
  const [messages, goods] = await Promise.all([
    orNothing(get<List<Message>>(request, `/messages?orderId=${order.id}`)),
    goodsOf(request, [order]),
  ]);
  const { unsent, headers } = unsentOn(request);
  const { done, headers: told } = takeDone(request);
  const shown = { order, saga: saga ?? null, stepsAway: saga === undefined, goods };
  return data(
    {
      ...{ ...shown, messages: messages?.items ?? null, unsent, asked: done === 'cancelled' },
      ...{ told: pieceAct(done)?.told ?? null, key: randomUUID() },
      inside: showsInside(roles),
      ...{ becomes: guest ? email : null, became: done === 'member' },
      inCart: isRefused(order) && isInCart(cartOf(request), order),
    },
    { headers: [...headers, ...told, ...back] },
  );
}

/** An order that was turned down before anything began, for its price, has no steps. */
function noSteps(error: unknown): null {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
}

/** Cancels the order, or puts what it had into the cart; asked twice, either is done once. */
export async function action({ request, params }: ActionFunctionArgs) {
  const id = params['order']!;
  const path = `/orders/${encodeURIComponent(id)}`;
  let typed: Record<string, string> = {};
  try {
    const form = await request.formData();
    const act = String(form.get('act'));
    const pieces = pieceAct(act);
    if (pieces) typed = pieces.typed(form);
    await member(request, {});
    if (act === 'again') {
      const { some, missing, cookies: headers } = await orderAgain(request, id);
      if (missing.length === 0) return redirect('/cart', { headers });
      return data({ fields: {}, typed: {}, again: { some, missing } } as Answer, { headers });
    }
    if (pieces) {
      const wrong = await pieces.act(request, id, form);
      if (wrong) return data(wrong as Answer, { status: 422 });
      return redirect(path, { headers: [noteDone(request, act)] });
    }
    await ask(request, `${path}/cancellation`, { method: 'POST', body: {}, patience: 15_000 });
    return redirect(path, { headers: [noteDone(request, 'cancelled')] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ problem: problemOf(error), fields: {}, typed } as Answer, { status: error.status });
  }
}

export default function Order() {
  const loaded = useLoaderData<typeof loader>();
  const live = useLiveOrder(loaded);
  const order = inReadersWords(live.order, loaded.goods);
  const { say } = useWords();
  const title = say('order.title', { number: order.number });
  const answer = useActionData<typeof action>();
  const under = isUnderWay(order, live.saga);
  return (
    <div className="receipt mx-auto max-w-4xl">
      <Head title={title} description={say('shop.description')} index={false} />
      {under && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      {loaded.became && <Notice kind="done">{say('member.done')}</Notice>}
      {answer?.again && <AgainNote told={answer.again} order={order} />}
      {loaded.told && (
        <Notice kind="done" className="mb-5">
          {say(loaded.told)}
        </Notice>
      )}
      <Outcome order={order} saga={live.saga} asked={loaded.asked} />
      {loaded.inCart && (
        <p className="mt-2 text-lg print:hidden">
          {say('order.inCart')}{' '}
          <Link to="/cart" className="link">
            {say('cart.goTo')}
          </Link>
        </p>
      )}
      {!under && (
        <div className="mt-5 flex flex-wrap gap-3 print:hidden">
          <OrderAgain order={order} />
          <OrderPapers order={order} />
        </div>
      )}
      <div className="mt-8 grid items-start gap-8 md:grid-cols-2 print:block">
        <div className="space-y-6">
          <OrderLines order={order} goods={loaded.goods} />
          <OrderRecipient order={order} />
        </div>
        <div className="space-y-6 print:mt-6">
          <ProgressCard {...loaded} order={order} saga={live.saga} />
          <OrderWithdrawals order={order} links={loaded.order.withdrawals} />
          <OrderActs
            {...{ order, pageKey: loaded.key }}
            state={answer?.again ? undefined : (answer ?? loaded.unsent ?? undefined)}
          />
        </div>
      </div>
      {loaded.becomes && !under && <Becoming email={loaded.becomes} order={order} />}
      <OrderMessages messages={loaded.messages} order={order} />
      <BackToOrders />
    </div>
  );
}

/** How the order stands. It gets the focus when its customer has just cancelled it: the button that did so is gone. */
function Outcome({ order, saga, asked }: { order: OrderShape; saga: Saga | null; asked: boolean }) {
  const { say } = useWords();
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked) outcome.current?.focus();
  }, [asked]);
  const refused = order.status === 'cancelled' && order.reason;
  return (
    <>
      <p className="hidden font-display text-xl font-bold print:block">{say('shop.name')}</p>
      <p className="text-soft">
        <span>{say('order.title', { number: order.number })}</span>
        {' · '}
        <Moment at={order.createdAt} />
      </p>
      <div role="status" tabIndex={-1} ref={outcome}>
        <h1 className="mt-1 text-title">{say(`order.${order.status}`)}</h1>
        {refused && <p className="mt-3 text-lg">{say(refusalText(refused))}</p>}
        <Short short={shortOf(order)} />
        <p className="mt-2 max-w-prose text-lg text-soft">{say(moneyTold(order, saga))}</p>
      </div>
    </>
  );
}

function BackToOrders() {
  const { say } = useWords();
  return (
    <Link to="/orders" className="link mt-8 inline-block py-1 print:hidden">
      {say('orders.title')}
    </Link>
  );
}
