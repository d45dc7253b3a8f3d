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
  useLocation,
} from 'react-router';
import '../../styles/admin-orders.css';
import { AdminPage } from '../../admin/admin-page';
import { listAt } from '../../admin/kept-lists';
import { changeView, type KeptView, keptViews, type ViewRefused } from '../../admin/order-views.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

const NEEDS = { orders: 'orders.read', sagas: 'sagas.read' } as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const kind = listAt(new URL(request.url).pathname);
  const { may } = await staff(request, NEEDS[kind.list]);
  const { done, headers } = takeDone(request);
  const mayShare = may('orders.share-views');
  const views = (await keptViews(request, kind)).filter(({ shared }) => mayShare || !shared);
  return data({ views, mayShare, done: done === 'view' }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const { list, page } = listAt(new URL(request.url).pathname);
  await staff(request, NEEDS[list]);
  const refused = await changeView(request, form);
  if (refused) return data(refused, { status: refused.status });
  return redirect(`${page}/views`, { headers: [noteDone(request, 'view')] });
}

/** Also after what was refused: what somebody else has changed is what the next try changes. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return actionStatus !== undefined || defaultShouldRevalidate;
}

/** The lists of orders, or of sagas, that are kept: their names, their order, and who has them. */
export default function OrderViewsPage() {
  const { views, mayShare, done } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const refused = useActionData<typeof action>();
  return (
    <AdminPage title={say('admin.orders.views')} actions={<Back />}>
      {done && !refused && (
        <Notice kind="done" of={views}>
          {say('admin.saved')}
        </Notice>
      )}
      {refused && (
        <Notice kind="wrong" of={refused}>
          {say(refused.problem, bothIn(refused, say))}
        </Notice>
      )}
      {views.length === 0 && <p className="admin-empty">{say('admin.orders.viewsNone')}</p>}
      <ul>
        {views.map((view, at) => (
          <OneView
            key={view.id}
            view={view}
            first={at === 0}
            mayShare={mayShare}
            typed={refused?.id === view.id ? refused : undefined}
          />
        ))}
      </ul>
    </AdminPage>
  );
}

/** What is there now, and what was typed. */
function bothIn({ changed, name, shared }: ViewRefused, say: ReturnType<typeof useWords>['say']) {
  if (!changed || 'name' in changed) return { now: changed?.name ?? '', yours: name };
  const word = (yes: boolean) => say(yes ? 'admin.log.value.yes' : 'admin.log.value.no');
  return { now: word(changed.shared), yours: word(shared) };
}

function Back() {
  const { say } = useWords();
  const { list, page } = listAt(useLocation().pathname);
  return (
    <Link to={page} className="button" data-kind="quiet">
      {say(`admin.${list}`)}
    </Link>
  );
}

interface OneProps {
  view: KeptView;
  first: boolean;
  mayShare: boolean;
  typed: ViewRefused | undefined;
}

function OneView({ view, first, mayShare, typed }: OneProps) {
  const { say } = useWords();
  const { page } = listAt(useLocation().pathname);
  const { id, name, shared, valid, query } = view;
  const of = <span className="sr-only"> {name}</span>;
  return (
    <li>
      <Form method="post" preventScrollReset className="admin-filters admin-box">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="was" value={name} />
        <label className="admin-filter">
          {say('admin.orders.viewName')}
          <input
            key={name}
            name="name"
            required
            maxLength={60}
            defaultValue={typed?.name ?? name}
            className="field"
          />
        </label>
        {mayShare && (
          <label className="admin-check">
            <input type="hidden" name="sharing" value="yes" />
            <input type="hidden" name="wasShared" value={String(shared)} />
            <input
              key={String(shared)}
              type="checkbox"
              name="shared"
              defaultChecked={typed?.shared ?? shared}
            />{' '}
            {say('admin.orders.viewForAll')}
          </label>
        )}
        <button type="submit" name="act" value="change" className="button" data-kind="quiet">
          {say('admin.save')}
          {of}
        </button>
        {!first && (
          <button type="submit" name="act" value="up" formNoValidate className="admin-link">
            {say('admin.orders.viewUp')}
            {of}
          </button>
        )}
        <button type="submit" name="act" value="delete" formNoValidate className="admin-link">
          {say('admin.orders.viewDelete')}
          {of}
        </button>
        <Link to={`${page}?${query}`} className="admin-link">
          {say('admin.orders.viewOpen')}
          {of}
        </Link>
        {!valid && <p className="text-ember">{say('admin.orders.viewInvalid')}</p>}
      </Form>
    </li>
  );
}
