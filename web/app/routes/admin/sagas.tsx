import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { AdminTable, type Column } from '../../admin/admin-table';
import { FilterBar, FilterChoice } from '../../admin/filter-bar';
import { type ListedSaga, sagaRows } from '../../admin/saga-rows.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { ask, Refusal } from '../../shop/api.server';
import { noteDone, takeDone } from '../../shop/done.server';
import { keyFor } from '../../shop/key.server';
import { problemOf } from '../../shop/problems.server';
import { Moment } from '../../words/formats';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'sagas.read');
  const { done, headers } = takeDone(request);
  return data(
    { ...(await sagaRows(request)), may: may('sagas.retry'), done: done === 'retried' },
    { headers },
  );
}

/** Has a parked saga try again; its own id is the key, with the time of the form, so that two presses are one. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'sagas.retry');
  const key = keyFor(form.get('key'));
  const path = `/sagas/${encodeURIComponent(String(form.get('saga')))}/retry`;
  try {
    await ask(request, path, { method: 'POST', headers: { 'idempotency-key': key } });
    return redirect(`/admin/sagas${new URL(request.url).search}`, {
      headers: [noteDone(request, 'retried')],
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = error.code === 'saga_not_parked' ? 'admin.sagas.notParked' : problemOf(error);
    return data({ problem } as const, { status: error.status });
  }
}

export default function Sagas() {
  const { rows, next, later, may, done } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const refused = useActionData<typeof action>();
  const columns: Column<ListedSaga>[] = [
    { title: say('admin.sagas.order'), cell: ({ number }) => number },
    { title: say('admin.sagas.kind'), cell: ({ kind }) => (kind ? say(`admin.saga.${kind}`) : '') },
    { title: say('admin.sagas.state'), cell: ({ state }) => say(`admin.sagas.${state}`) },
    { title: say('admin.sagas.step'), cell: (saga) => <Step saga={saga} /> },
    { title: say('admin.sagas.since'), cell: ({ startedAt }) => <Moment at={startedAt} /> },
    ...(may ? [{ title: say('admin.sagas.act'), cell: Retry }] : []),
  ];
  return (
    <AdminPage title={say('admin.sagas')}>
      {done && !refused && (
        <Notice kind="done" of={rows}>
          {say('admin.sagas.retried')}
        </Notice>
      )}
      {refused && (
        <Notice kind="wrong" of={refused}>
          {say(refused.problem)}
        </Notice>
      )}
      <FilterBar>
        <FilterChoice
          name="state"
          label={say('admin.sagas.state')}
          any={say('admin.sagas.any')}
          options={(['parked', 'running', 'ended'] as const).map((state) => [
            state,
            say(`admin.sagas.${state}`),
          ])}
        />
      </FilterBar>
      <AdminTable
        caption={say('admin.sagas')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        hrefOf={({ orderId }) => `/admin/orders/${orderId}`}
        empty={say('admin.sagas.none')}
      />
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}

/** The step at which a saga waits, with what it was answered last. */
function Step({ saga: { step, attempts } }: { saga: ListedSaga }) {
  const { say, count } = useWords();
  if (!step) return null;
  return (
    <>
      {say(`admin.step.${step}`)}
      {attempts > 1 && <span className="text-soft"> ({count('admin.sagas.attempts', attempts)})</span>}
    </>
  );
}

function Retry({ id, number, state, key }: ListedSaga) {
  const { say } = useWords();
  if (state !== 'parked') return null;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="saga" value={id} />
      <input type="hidden" name="key" value={key} />
      <button type="submit" className="button" data-kind="quiet">
        {say('admin.sagas.retry')}
        <span className="sr-only"> {number}</span>
      </button>
    </Form>
  );
}
