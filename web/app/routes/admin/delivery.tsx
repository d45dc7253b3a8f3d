import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import '../../styles/admin-board.css';
import { AdminPage } from '../../admin/admin-page';
import { BoardCell } from '../../admin/board-cell';
import { CourierForm } from '../../admin/courier-form';
import { courierUsers } from '../../admin/courier-users.server';
import { deliveryBoard } from '../../admin/delivery-board.server';
import { changeDelivery } from '../../admin/delivery-change.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

const DONE = ['moved', 'saved'] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'couriers.read');
  const { done, headers } = takeDone(request);
  const told = DONE.find((one) => one === done);
  const mays = { move: may('deliveries.write'), hire: may('couriers.write') };
  const [board, users] = await Promise.all([deliveryBoard(request), mays.hire ? courierUsers(request) : []]);
  return data({ ...board, users, mays, told }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, form.get('act') === 'courier' ? 'couriers.write' : 'deliveries.write');
  const refused = await changeDelivery(request, form);
  if (refused) return data(refused, { status: refused.status });
  const done = ['move', 'spread'].includes(String(form.get('act'))) ? 'moved' : 'saved';
  return redirect(`/admin/delivery${new URL(request.url).search}`, {
    headers: [noteDone(request, done)],
  });
}

/** The couriers with their days; deliveries go from one to another by their menus, or are dragged. */
export default function DeliveryBoard() {
  const { rows, dates, from, today, earlier, later, key, users, mays, told } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const refused = useActionData<typeof action>();
  const shown = { rows, dates, today, pageKey: key, may: mays.move };
  return (
    <AdminPage
      title={say('admin.delivery')}
      actions={
        <nav aria-label={say('admin.delivery.weeks')} className="board-weeks">
          <Link to={`?from=${earlier}`} className="button" data-kind="quiet">
            {say('admin.delivery.earlier')}
          </Link>
          {from !== today && (
            <Link to="?" className="button" data-kind="quiet">
              {say('admin.delivery.fromToday')}
            </Link>
          )}
          <Link to={`?from=${later}`} className="button" data-kind="quiet">
            {say('admin.delivery.later')}
          </Link>
        </nav>
      }
    >
      {told && !refused && (
        <Notice kind="done" of={key}>
          {say(`admin.delivery.${told}`)}
        </Notice>
      )}
      {refused && (
        <Notice kind="wrong" of={refused}>
          {say(refused.problem)}
        </Notice>
      )}
      {rows.length === 0 && <p>{say('admin.delivery.none')}</p>}
      {rows.map((row) => (
        <section key={row.id} aria-labelledby={`courier-${row.id}`} className="board-courier">
          <div className="board-name">
            <h2 id={`courier-${row.id}`}>{row.name}</h2>
            <span className="text-soft">{say('admin.delivery.perDay', { n: row.dailyCapacity })}</span>
            <Link to={`/admin/orders?courierId=${row.id}`} className="admin-link">
              {say('admin.orders')}
              <span className="sr-only"> {row.name}</span>
            </Link>
            {mays.hire && <CourierForm courier={row} pageKey={key} users={users} />}
          </div>
          <ol className="board-days">
            {row.days.map((cell) => (
              <BoardCell key={cell.date} row={row} cell={cell} {...shown} />
            ))}
          </ol>
        </section>
      ))}
      {mays.hire && <CourierForm pageKey={key} />}
    </AdminPage>
  );
}
