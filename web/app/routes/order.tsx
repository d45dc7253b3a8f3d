import { randomUUID } from 'node:crypto';
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
import { AmendOffer } from '../parts/amend-offer';
import { Becoming } from '../parts/becoming';
import { ExchangeOf } from '../parts/exchange-of';
import { Notice } from '../parts/notice';
import { OrderActs } from '../parts/order-acts';
import { AgainNote, type AgainTold, OrderAgain } from '../parts/order-again';
import { OrderLines } from '../parts/order-lines';
import { OrderMessages } from '../parts/order-messages';
import { OrderOutcome } from '../parts/order-outcome';
import { OrderPapers } from '../parts/order-papers';
import { OrderRecipient } from '../parts/order-recipient';
import { OrderWithdrawals } from '../parts/order-withdrawals';
import { ProgressCard } from '../parts/progress-card';
import { amendOf } from '../shop/amend.server';
import { ask, get, orErrorPage, orNothing, Refusal } from '../shop/api.server';
import type { List, Message, Order as OrderShape, Saga } from '../shop/api-types';
import { cartOf } from '../shop/cart.server';
import { cartBack, isInCart, isRefused } from '../shop/cart-back.server';
import { noteDone, takeDone } from '../shop/done.server';
import type { FormState } from '../shop/form';
import { inReadersWords, wantedIn, wantedInReadersWords } from '../shop/goods';
import { goodsOf } from '../shop/goods.server';
import { insteadOf } from '../shop/instead.server';
import { useLiveOrder } from '../shop/live-order';
import { orderAgain } from '../shop/order-again.server';
import { pieceAct } from '../shop/piece-acts.server';
import { placeAmended } from '../shop/place-amended.server';
import { problemOf } from '../shop/problems.server';
import { isUnderWay } from '../shop/progress';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { useWords } from '../words/words';

type Answer = FormState & { again?: AgainTold; amends?: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { id: user, guest, email, roles } = await member(request);
  const back = await cartBack(request);
  const path = `/orders/${encodeURIComponent(params['order']!)}`;
  const [order, saga] = await Promise.all([
    orErrorPage(get<OrderShape>(request, path)),
    orNothing(get<Saga>(request, `${path}/saga`).catch(noSteps)),
  ]);
  const [messages, goods, amend, instead] = await Promise.all([
    orNothing(get<List<Message>>(request, `/messages?orderId=${order.id}`)),
    goodsOf(request, [order, ...wantedIn(order)]),
    order.userId === user ? amendOf(request, order) : null,
    order.userId === user ? insteadOf(request, order) : undefined,
  ]);
  const { unsent, headers } = unsentOn(request);
  const { done, headers: told } = takeDone(request);
  const shown = { order, saga: saga ?? null, stepsAway: saga === undefined, goods };
  return data(
    {
      ...{ ...shown, messages: messages?.items ?? null, amend, instead, unsent, asked: done === 'cancelled' },
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

/** Cancels the order, places it anew without what was missing, or puts what it had into the cart; asked twice, each is done once. */
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
    if (form.get('act') === 'amend') {
      const placed = await placeAmended(request, id, form);
      if ('to' in placed) return redirect(placed.to, { headers: placed.cookies });
      const { problem, status } = placed;
      return data({ problem, fields: {}, typed: {}, amends: true } as Answer, { status });
    }
    if (pieces) {
      const wrong = await pieces.act(request, id, form);
      if (wrong) return data(wrong as Answer, { status: 422 });
      const kept = pieces.cookies?.(request, form) ?? [];
      return redirect(path, { headers: [noteDone(request, act), ...kept] });
    }
    await ask(request, `${path}/cancellation`, { method: 'POST', body: {}, patience: 15_000 });
    return redirect(path, { headers: [noteDone(request, 'cancelled')] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ problem: problemOf(error), fields: {}, typed } as Answer, { status: error.status });
  }
}

/** After what was refused too: the page shows what can be had by then, and for how much. */
export const shouldRevalidate = () => true;

export default function Order() {
  const loaded = useLoaderData<typeof loader>();
  const { key: pageKey, instead } = loaded;
  const live = useLiveOrder(loaded);
  const order = wantedInReadersWords(inReadersWords(live.order, loaded.goods), loaded.goods);
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
      <OrderOutcome order={order} saga={live.saga} asked={loaded.asked} />
      {loaded.inCart && <InCart />}
      {loaded.amend && <AmendOffer amend={loaded.amend} state={answer?.amends ? answer : undefined} />}
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
          <ExchangeOf of={loaded.order.exchangeOf} />
          <OrderActs {...{ order, pageKey, instead }} state={stateOf(answer, loaded.unsent)} />
        </div>
      </div>
      {loaded.becomes && !under && <Becoming email={loaded.becomes} order={order} />}
      <OrderMessages messages={loaded.messages} order={order} />
      <BackToOrders />
    </div>
  );
}

/** That what was refused can be ordered from the cart. */
function InCart() {
  const { say } = useWords();
  return (
    <p className="mt-2 text-lg print:hidden">
      {say('order.inCart')}{' '}
      <Link to="/cart" className="link">
        {say('cart.goTo')}
      </Link>
    </p>
  );
}

/** What the form to cancel says: nothing of what another form of the page was answered. */
function stateOf(answer: Answer | undefined, unsent: FormState | null): FormState | undefined {
  return answer?.again || answer?.amends ? undefined : (answer ?? unsent ?? undefined);
}

function BackToOrders() {
  const { say } = useWords();
  return (
    <Link to="/orders" className="link mt-8 inline-block py-1 print:hidden">
      {say('orders.title')}
    </Link>
  );
}
