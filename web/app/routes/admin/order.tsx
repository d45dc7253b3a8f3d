import { useState } from 'react';
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import '../../styles/admin-order.css';
import '../../styles/admin-packing.css';
import { AdminPage } from '../../admin/admin-page';
import { ForetoldDialog } from '../../admin/foretold-dialog';
import { LogLink } from '../../admin/log-link';
import type { NotDone } from '../../admin/not-done.server';
import { actOnOrder, ORDER_DONE } from '../../admin/order-acts.server';
import { OrderCancel } from '../../admin/order-cancel';
import { OrderFacts } from '../../admin/order-facts';
import { OrderItems } from '../../admin/order-items';
import { OrderMails } from '../../admin/order-mails';
import { OrderMessages } from '../../admin/order-messages';
import { OrderMoney } from '../../admin/order-money';
import { OrderMove } from '../../admin/order-move';
import { OrderNotes } from '../../admin/order-notes';
import { type OrderPage, orderPage } from '../../admin/order-page.server';
import { OrderParcels } from '../../admin/order-parcels';
import { OrderPart } from '../../admin/order-part';
import { OrderPlan } from '../../admin/order-plan';
import { OrderPresence } from '../../admin/order-presence';
import { OrderRefund } from '../../admin/order-refund';
import { OrderReturns } from '../../admin/order-returns';
import { OrderTimeline } from '../../admin/order-timeline';
import { ParcelDialog } from '../../admin/parcel-dialog';
import { staff } from '../../admin/staff.server';
import type { Doing } from '../../admin/use-order-presence';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const here = await staff(request, 'orders.read');
  const { done, headers } = takeDone(request);
  const told = ORDER_DONE.find((one) => one === done);
  return data({ ...(await orderPage(request, params['id']!, here)), told }, { headers });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const id = params['id']!;
  const outcome = await actOnOrder(request, id, await request.formData());
  if (typeof outcome !== 'string') return data(outcome, { status: outcome.status });
  return redirect(`/admin/orders/${encodeURIComponent(id)}`, { headers: [noteDone(request, outcome)] });
}

/** Also after what was refused: somebody else may have been faster, and the page shows what they have done. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return actionStatus !== undefined || defaultShouldRevalidate;
}

/** One order: all that there is of it in every service, and what can be done about it. */
export default function OrderShown() {
  const page = useLoaderData<typeof loader>();
  const { order, parcels, left, history, notes, missing, mark, couriers, days, may, key, told } = page;
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  const [doing, setDoing] = useState<Doing>('looking');
  const acts = { answer, doing: setDoing, pageKey: answer?.key ?? key };
  const shown = { order, left, history };
  return (
    <AdminPage
      title={say('order.title', { number: order.number })}
      actions={
        <>
          <LogLink subject={`order:${order.id}`} />
          <a href={`/orders/${order.id}`} className="button" data-kind="quiet">
            {say('admin.order.asCustomer')}
          </a>
        </>
      }
    >
      <OrderPresence order={order.id} doing={doing} mark={mark} />
      {told && !answer && (
        <Notice kind="done" of={key} className="mb-4">
          {say(`admin.order.done.${told}`)}
        </Notice>
      )}
      <OrphanedProblem answer={answer} may={may} />
      <OrderFacts {...page} />
      {answer?.question && (
        <ForetoldDialog order={order} question={answer.question} couriers={couriers} pageKey={key} />
      )}
      {answer?.parcel && <ParcelDialog order={order} question={answer.parcel} pageKey={key} />}
      <div className="order-columns">
        <div className="order-side">
          {may.refund && <OrderRefund {...shown} {...acts} />}
          {may.plan && <OrderPlan key={parcels.length} order={order} parcels={parcels} {...acts} />}
          {may.part && <OrderPart order={order} {...acts} />}
          {may.cancel && <OrderCancel {...acts} />}
          {may.move && <OrderMove {...shown} {...acts} couriers={couriers} days={days} />}
          <OrderNotes
            {...acts}
            order={order.id}
            notes={notes}
            may={may.note}
            done={told === 'noted' && !answer}
          />
        </div>
        <div className="order-main">
          <OrderReturns {...acts} order={order} may={may.returns} />
          <OrderItems order={order} goods={history.goods} />
          <OrderParcels {...page} pageKey={acts.pageKey} answer={answer} />
          <OrderMoney {...shown} money={history.money} away={missing.includes('payment')} />
          <OrderMessages messages={history.messages} away={missing.includes('notify')} />
          {page.mails !== undefined && <OrderMails mails={page.mails} maySend={may.resend} />}
          <OrderTimeline order={order} events={history.events} steps={history.steps} missing={missing} />
        </div>
      </div>
    </AdminPage>
  );
}

/** Why something was not done that cannot be done any more, so that its form is gone. */
function OrphanedProblem({ answer, may }: { answer: NotDone | undefined; may: OrderPage['may'] }) {
  const { say } = useWords();
  const problem = answer?.state.problem;
  const acts: Record<string, boolean> = may;
  // A mail's form says nothing of its own.
  if (!problem || (acts[answer.act] !== false && answer.act !== 'resend')) return null;
  return (
    <Notice kind="wrong" of={answer} className="mb-4">
      {say(problem, answer.state.values)}
    </Notice>
  );
}
