import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import '../../styles/admin-orders.css';
import { AdminPage } from '../../admin/admin-page';
import {
  BULK_ACTS,
  type BulkAct,
  type BulkRefused,
  beginBulk,
  foretoldBulk,
  toFile,
  toInvoices,
} from '../../admin/bulk.server';
import { BulkForetoldList } from '../../admin/bulk-foretold';
import { BulkList } from '../../admin/bulk-list';
import { bulkActions } from '../../admin/bulk-rows.server';
import { BulkWhereTo } from '../../admin/bulk-where-to';
import { InvoiceParts } from '../../admin/invoice-parts';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { useWords } from '../../words/words';

const NEEDS = { cancel: 'orders.cancel', assign: 'deliveries.write' } as const;

function actIn(request: Request): BulkAct | undefined {
  const asked = new URL(request.url).searchParams.get('act');
  return BULK_ACTS.find((one) => one === asked);
}

export async function loader({ request }: LoaderFunctionArgs) {
  const act = actIn(request);
  await staff(request, act ? NEEDS[act] : 'orders.read');
  const wanted = new URL(request.url).searchParams.get('act');
  if (wanted === 'export') return toFile(request);
  const none = { asked: null, invoices: null, actions: [] };
  if (wanted === 'invoices') return { ...none, invoices: await toInvoices(request) };
  if (!act) return { ...none, actions: await bulkActions(request) };
  return { ...none, asked: await foretoldBulk(request, act) };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const act = actIn(request) ?? 'cancel';
  await staff(request, NEEDS[act]);
  const begun = await beginBulk(request, act, form);
  if (typeof begun === 'string') return redirect(`/admin/orders/bulk/${begun}`);
  return data(begun, { status: begun.status });
}

/** Also when other orders are found by now: whoever asks again sees them. What is perhaps begun keeps its key. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return actionStatus === 409 || defaultShouldRevalidate;
}

/** What an act would come to, before it is done; without one, what was done with many orders lately. */
export default function Bulk() {
  const { asked, invoices, actions } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { say } = useWords();
  if (invoices) return <Invoices {...invoices} />;
  if (!asked)
    return (
      <AdminPage title={say('admin.bulk')} actions={<Back to="/admin/orders" />}>
        <BulkList actions={actions} />
      </AdminPage>
    );
  return <Asked key={asked.key} asked={asked} refused={refused} />;
}

/** The invoices of more orders than one file has. */
function Invoices({ orders, more }: { orders: readonly string[]; more: boolean }) {
  const { say } = useWords();
  return (
    <AdminPage title={say('admin.bulk.invoices')} actions={<Back to="/admin/orders" />}>
      <p className="mb-3">{say('admin.invoices.parts')}</p>
      <div className="admin-actions">
        <InvoiceParts orders={orders} />
      </div>
      {more && <p className="mt-3">{say('admin.invoices.cut', { n: orders.length })}</p>}
    </AdminPage>
  );
}

type AskedBulk = NonNullable<Exclude<Awaited<ReturnType<typeof loader>>, Response>['asked']>;

function Asked({ asked, refused }: { asked: AskedBulk; refused: BulkRefused | undefined }) {
  const { say, count } = useWords();
  const { act, foretold, back } = asked;
  const nothing = !foretold || foretold.orders === 0;
  return (
    <AdminPage title={say(`admin.bulk.${act}`)} actions={<Back to={back} />}>
      {refused && (
        <Notice kind="wrong" of={refused}>
          {say(refused.problem)}
        </Notice>
      )}
      {nothing && <p className="admin-empty">{say('admin.bulk.nothing')}</p>}
      {foretold?.tooMany && <p className="admin-empty">{say('admin.bulk.tooMany')}</p>}
      {!nothing && !foretold.tooMany && (
        <>
          <BulkForetoldList act={act} foretold={foretold} />
          <Form method="post" className="admin-box admin-ask">
            <input type="hidden" name="key" value={refused?.sent?.key ?? asked.key} />
            <input type="hidden" name="expected" value={refused?.sent?.expected ?? foretold.orders} />
            {act === 'cancel' ? (
              <label className="admin-filter">
                {say('admin.bulk.reason')}
                <input
                  name="reason"
                  required
                  maxLength={500}
                  defaultValue={refused?.typed.reason}
                  className="field"
                />
              </label>
            ) : (
              <BulkWhereTo couriers={asked.couriers} days={asked.days} typed={refused?.typed} />
            )}
            <button type="submit" className="button">
              {count(`admin.bulk.do.${act}`, foretold.orders)}
            </button>
          </Form>
        </>
      )}
    </AdminPage>
  );
}

function Back({ to }: { to: string }) {
  const { say } = useWords();
  return (
    <Link to={to} className="button" data-kind="quiet">
      {say('admin.bulk.back')}
    </Link>
  );
}
