import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { CustomerAccess } from '../../admin/customer-access';
import { CustomerAccount } from '../../admin/customer-account';
import { actOnCustomer } from '../../admin/customer-acts.server';
import { CustomerData } from '../../admin/customer-data';
import { CustomerFacts } from '../../admin/customer-facts';
import { CustomerOrders } from '../../admin/customer-orders';
import { customerPage } from '../../admin/customer-page.server';
import { CustomerSessions } from '../../admin/customer-sessions';
import { LogLink } from '../../admin/log-link';
import { personName } from '../../admin/person-name';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

const DONE = ['adjusted', 'blocked', 'unblocked', 'ended'] as const;
/** Why there is no file of what the shop has about somebody. */
const NO_FILE = { 'export-away': 'error.unavailable', 'export-not': 'admin.customer.exportNot' } as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const here = await staff(request, 'customers.read');
  const { done, headers } = takeDone(request);
  const told = DONE.find((one) => one === done);
  const wrong = Object.hasOwn(NO_FILE, done) ? NO_FILE[done as keyof typeof NO_FILE] : undefined;
  return data({ ...(await customerPage(request, params['id']!, here)), told, wrong }, { headers });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const id = params['id']!;
  const outcome = await actOnCustomer(request, id, await request.formData());
  if (typeof outcome !== 'string') return data(outcome, { status: outcome.status });
  // Whoever was erased has no page any more.
  const here = outcome === 'erased' ? '/admin/customers' : `/admin/customers/${encodeURIComponent(id)}`;
  return redirect(here, { headers: [noteDone(request, outcome)] });
}

/** One person: who they are, their orders and their money, and what the shop can do for them. */
export default function CustomerShown() {
  const { customer, account, orders, sessions, next, later, may, key, told, wrong } =
    useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  return (
    <AdminPage title={personName(customer)} actions={<LogLink subject={`user:${customer.id}`} />}>
      {told && !answer && (
        <Notice kind="done" of={key} className="mb-4">
          {say(`admin.customer.done.${told}`)}
        </Notice>
      )}
      {wrong && !answer && (
        <Notice kind="wrong" of={key} className="mb-4">
          {say(wrong)}
        </Notice>
      )}
      <CustomerFacts customer={customer} />
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[2fr_1fr]">
        <div className="grid min-w-0 gap-6">
          <CustomerOrders userId={customer.id} orders={orders} />
          <CustomerAccount
            account={account}
            next={next}
            later={later}
            may={may.adjust}
            pageKey={key}
            answer={answer}
          />
        </div>
        <div className="grid gap-6">
          <CustomerSessions sessions={sessions} may={may.endSessions} />
          {may.block && <CustomerAccess blocked={customer.blocked} answer={answer} />}
          {may.export && <CustomerData id={customer.id} erasable={may.erase} answer={answer} />}
        </div>
      </div>
    </AdminPage>
  );
}
