import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { actOnSaga, retryAll } from '../../admin/act-on-saga.server';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { AdminTable, type Column } from '../../admin/admin-table';
import { KEPT_LISTS } from '../../admin/kept-lists';
import { changeView, keptViews } from '../../admin/order-views.server';
import { SagaActs, TurnBackDialog } from '../../admin/saga-acts';
import { SagaLists } from '../../admin/saga-lists';
import { RetryAllDialog, SagaReasons } from '../../admin/saga-reasons';
import { type ListedSaga, sagaReasons, sagaRows } from '../../admin/saga-rows.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { Moment } from '../../words/formats';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'sagas.read');
  const { done, headers } = takeDone(request);
  const [list, reasons, views] = await Promise.all([
    ...([sagaRows(request), sagaReasons(request)] as const),
    keptViews(request, KEPT_LISTS.sagas),
  ]);
  return data(
    {
      ...list,
      reasons,
      views,
      key: randomUUID(),
      may: { retry: may('sagas.retry'), turnBack: may('orders.cancel'), share: may('orders.share-views') },
      done: (['retried', 'turnedBack', 'view'] as const).find((one) => one === done),
    },
    { headers },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.get('act') === 'keep') return keepList(request, form);
  const answer = await (String(form.get('act')).endsWith('-all') ? retryAll : actOnSaga)(request, form);
  if ('begun' in answer) return redirect(`/admin/orders/bulk/${answer.begun}`);
  if ('problem' in answer) return data(answer, { status: answer.status });
  if ('question' in answer || 'askAll' in answer) return data(answer);
  return redirect(`/admin/sagas${new URL(request.url).search}`, {
    headers: [noteDone(request, answer.done)],
  });
}

/** Keeps what the list is narrowed down by. */
async function keepList(request: Request, form: FormData) {
  await staff(request, 'sagas.read');
  const kept = await changeView(request, form);
  if (kept) return data({ kept }, { status: kept.status });
  const to = `/admin/sagas${new URL(request.url).search}`;
  return redirect(to, { headers: [noteDone(request, 'view')] });
}

export default function Sagas() {
  const { rows, reasons, next, later, steps, may, done, views, key } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  const columns: Column<ListedSaga>[] = [
    { title: say('admin.sagas.order'), cell: ({ number }) => number },
    { title: say('admin.sagas.kind'), cell: ({ kind }) => (kind ? say(`admin.saga.${kind}`) : '') },
    { title: say('admin.sagas.state'), cell: ({ state }) => say(`admin.sagas.${state}`) },
    { title: say('admin.sagas.step'), cell: (saga) => <Step saga={saga} /> },
    { title: say('admin.sagas.since'), cell: ({ startedAt }) => <Moment at={startedAt} /> },
    ...(may.retry || may.turnBack
      ? [{ title: say('admin.sagas.act'), cell: (saga: ListedSaga) => <SagaActs saga={saga} may={may} /> }]
      : []),
  ];
  return (
    <AdminPage title={say('admin.sagas')}>
      {done && !answer && (
        <Notice kind="done" of={rows}>
          {say(done === 'view' ? 'admin.saved' : `admin.sagas.${done}`)}
        </Notice>
      )}
      {answer && 'problem' in answer && (
        <Notice kind="wrong" of={answer}>
          {say(answer.problem)}
        </Notice>
      )}
      {answer && 'question' in answer && <TurnBackDialog question={answer.question} />}
      {answer && 'askAll' in answer && <RetryAllDialog question={answer.askAll} />}
      <SagaReasons reasons={reasons} mayRetry={may.retry} />
      <SagaLists
        {...{ views, mayShare: may.share, pageKey: key }}
        {...{ steps, refused: answer && 'kept' in answer ? answer.kept : undefined }}
      />
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
