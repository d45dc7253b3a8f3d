import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router';
import '../../styles/admin-orders.css';
import { AdminPage } from '../../admin/admin-page';
import { bulkAction } from '../../admin/bulk-rows.server';
import { refusedText } from '../../admin/refused-text';
import { staff } from '../../admin/staff.server';
import { useLookingAgain } from '../../admin/use-looking-again';
import { ask, orErrorPage } from '../../shop/api.server';
import type { BulkTarget } from '../../shop/api-types';
import { Moment } from '../../words/formats';
import { useWords } from '../../words/words';

const MOST_FAILING = 5; // in a row: then it was stopped

export async function loader({ request, params }: LoaderFunctionArgs) {
  await staff(request, 'orders.read');
  return bulkAction(request, params['id']!);
}

/** Stops it. */
export async function action({ request, params }: ActionFunctionArgs) {
  await staff(request, 'orders.read');
  const id = encodeURIComponent(params['id']!);
  await orErrorPage(ask(request, `/bulk-actions/${id}/stop`, { method: 'POST' }));
  return redirect(`/admin/orders/bulk/${id}`);
}

/** How far something is that is done with many orders; it goes on by itself, whoever looks. */
export default function BulkActionPage() {
  const { action, refused, waiting } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const { act, state, total, done, reason, fault, failing } = action;
  const left = total - done - action.waiting - action.refused;
  const runs = state === 'running';
  useLookingAgain(runs);
  return (
    <AdminPage title={say(`admin.bulk.${act}`)} actions={<Actions />}>
      <p>
        <progress
          id="far"
          className="admin-progress"
          max={total}
          value={total - left}
          aria-labelledby="said"
        />
      </p>
      <p id="said" role="status" className="font-semibold">
        {say(`admin.bulk.state.${state}`)}: {say('admin.bulk.doneOf', { done, total })}
      </p>
      {fault !== undefined && <p>{say('admin.bulk.fault', { fault })}</p>}
      {state === 'stopped' && failing >= MOST_FAILING && <p>{say('admin.bulk.failing')}</p>}
      {reason && <p>{say('admin.bulk.because', { reason })}</p>}
      <p className="text-soft">
        {say('admin.bulk.begun')} <Moment at={action.createdAt} />
        {runs && ` · ${say('admin.bulk.goesOn')}`}
      </p>
      {runs && (
        <Form method="post" className="mt-3 flex flex-wrap gap-3">
          <button type="submit" className="button" data-kind="quiet">
            {say('admin.bulk.stop')}
          </button>
          <Link to="." reloadDocument className="admin-link">
            {say('admin.bulk.look')}
          </Link>
        </Form>
      )}
      <Targets title={say('admin.bulk.waiting')} targets={waiting} many={action.waiting} />
      <Targets title={say('admin.bulk.refused')} targets={refused} many={action.refused} />
    </AdminPage>
  );
}

function Actions() {
  const { say } = useWords();
  return (
    <>
      <Link to="/admin/orders" className="button" data-kind="quiet">
        {say('admin.orders')}
      </Link>
      <Link to="/admin/orders/bulk" className="button" data-kind="quiet">
        {say('admin.bulk')}
      </Link>
    </>
  );
}

/** Orders of which nothing came, each with why. */
function Targets({ title, targets, many }: { title: string; targets: readonly BulkTarget[]; many: number }) {
  const { say } = useWords();
  if (many === 0) return null;
  return (
    <section className="mt-5">
      <h2>
        {title}: {many}
      </h2>
      <ul className="admin-found">
        {targets.map(({ orderId, number, code }) => (
          <li key={orderId}>
            {number ? (
              <Link to={`/admin/orders/${orderId}`} data-row className="link">
                {number}
              </Link>
            ) : (
              orderId
            )}{' '}
            {code && say(refusedText(code))}
          </li>
        ))}
      </ul>
      {targets.length < many && (
        <p className="text-soft">{say('admin.bulk.firstOf', { n: targets.length })}</p>
      )}
    </section>
  );
}
