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
import { Head } from '../frame/head';
import { Problem } from '../parts/field';
import { OrderProgress } from '../parts/order-progress';
import { OrderSummary } from '../parts/order-summary';
import { Short } from '../parts/refused-note';
import { ask, get, orErrorPage, orNothing, Refusal } from '../shop/api.server';
import type { List, Message, Order as OrderShape, Saga } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { useLiveOrder } from '../shop/live-order';
import { problemOf } from '../shop/problems.server';
import { isUnderWay, moneyTold, shortOf } from '../shop/progress';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { refusalText } from '../words/refusals';
import { useWords } from '../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await member(request);
  const path = `/orders/${encodeURIComponent(params['order']!)}`;
  const [order, saga] = await Promise.all([
    orErrorPage(get<OrderShape>(request, path)),
    orNothing(get<Saga>(request, `${path}/saga`).catch(noSteps)),
  ]);
  const messages = await orNothing(get<List<Message>>(request, `/messages?orderId=${order.id}`));
  const { unsent, headers } = unsentOn(request);
  const shown = { order, saga: saga ?? null, stepsAway: saga === undefined };
  return data({ ...shown, messages: messages?.items ?? null, unsent }, { headers });
}

/** An order that was turned down before anything began, for its price, has no steps. */
function noSteps(error: unknown): null {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
}

/** Cancels the order; asked twice it is cancelled once. */
export async function action({ request, params }: ActionFunctionArgs) {
  const path = `/orders/${encodeURIComponent(params['order']!)}`;
  try {
    await member(request, {});
    await ask(request, `${path}/cancellation`, { method: 'POST', body: {}, patience: 15_000 });
    return redirect(path);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ problem: problemOf(error), fields: {}, typed: {} } satisfies FormState, {
      status: error.status,
    });
  }
}

export default function Order() {
  const loaded = useLoaderData<typeof loader>();
  const { order, saga } = useLiveOrder(loaded);
  const { say } = useWords();
  const title = say('order.title', { number: order.number });
  const refused = order.status === 'cancelled' && order.reason;
  const under = isUnderWay(order, saga);
  return (
    <div className="mx-auto max-w-4xl">
      <Head title={title} description={say('shop.description')} index={false} />
      {under && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      <p className="text-soft">{title}</p>
      <div role="status">
        <h1 className="mt-1 text-title">{say(`order.${order.status}`)}</h1>
        {refused && <p className="mt-3 text-lg">{say(refusalText(refused))}</p>}
        <Short short={shortOf(order)} />
        <p className="mt-2 max-w-prose text-lg text-soft">{say(moneyTold(order, saga))}</p>
      </div>
      <div className="mt-8 grid items-start gap-8 md:grid-cols-2">
        <section className="rounded-card border border-line bg-card p-6">
          <h2 className="text-heading">{say('order.progress')}</h2>
          <OrderProgress order={order} saga={saga} />
          {!saga && loaded.stepsAway && <p className="mt-4 text-sm text-soft">{say('order.stepsAway')}</p>}
        </section>
        <div>
          <OrderSummary order={order} />
          <Cancel order={order} unsent={loaded.unsent} />
        </div>
      </div>
      <Messages messages={loaded.messages} />
      <Link to="/orders" className="link mt-8 inline-block py-1">
        {say('orders.title')}
      </Link>
    </div>
  );
}

function Cancel({ order, unsent }: { order: OrderShape; unsent: FormState | null }) {
  const { say } = useWords();
  const state = useActionData<typeof action>() ?? unsent ?? undefined;
  if (order.status !== 'pending' && order.status !== 'confirmed') return <Problem state={state} />;
  return (
    <details className="mt-6" open={state !== undefined}>
      <summary className="link inline-block py-2">{say('order.cancel')}</summary>
      <Form method="post" className="mt-2 rounded-xl border border-line bg-card p-5">
        <Problem state={state} />
        <p>{say('order.cancelSure')}</p>
        <button type="submit" className="button mt-4" data-kind="quiet">
          {say('order.cancelNow')}
        </button>
      </Form>
    </details>
  );
}

function Messages({ messages }: { messages: Message[] | null }) {
  const { say } = useWords();
  if (messages?.length === 0) return null;
  return (
    <section className="mt-10">
      <h2 className="text-heading">{say('messages.title')}</h2>
      {messages ? (
        <ul className="mt-3 space-y-3">
          {messages.map(({ id, message }) => (
            <li key={id} className="max-w-prose rounded-xl bg-tone px-5 py-3.5">
              {message}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-2 text-soft">{say('messages.away')}</p>
      )}
    </section>
  );
}
