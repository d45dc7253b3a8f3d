import { Link } from 'react-router';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import { isAdmin } from './is-admin';
import type { MovementRow } from './movement-rows.server';
import { recordPath } from './record-path';

/** Why there is as much of a product as there is: each change, newest first. */
export function MovementsTable({ rows }: { rows: readonly MovementRow[] }) {
  const { say, count } = useWords();
  const columns: Column<MovementRow>[] = [
    { title: say('admin.movement.at'), cell: ({ at }) => <Moment at={at} /> },
    { title: say('admin.movement.what'), cell: What },
    {
      title: say('admin.movement.quantity'),
      cell: ({ quantity }) => signed(quantity, count('admin.number', Math.abs(quantity))),
      numeric: true,
    },
    {
      title: say('admin.movement.onHand'),
      cell: ({ onHand }) => count('admin.number', onHand),
      numeric: true,
    },
    { title: say('admin.movement.by'), cell: By },
    { title: say('admin.movement.note'), cell: ({ note }) => note },
  ];
  return (
    <AdminTable
      caption={say('admin.movements')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={say('admin.movements.none')}
    />
  );
}

/** What happened, and for which order. */
function What({ reason, opening, order }: MovementRow) {
  const { say } = useWords();
  if (opening) return say('admin.movement.opening');
  const path = order && recordPath('orders', order.id);
  return (
    <>
      {say(`admin.movement.${reason}`)}
      {order && path && (
        <>
          {' '}
          <Link to={path} reloadDocument={!isAdmin(path)} className="link">
            {say('admin.movement.order', { number: order.number })}
          </Link>
        </>
      )}
    </>
  );
}

function By({ mine, byName, order }: MovementRow) {
  const { say } = useWords();
  if (order) return say('admin.movement.customer');
  return mine ? say('admin.movement.you') : byName;
}

/** With its sign, also when more came in. */
function signed(quantity: number, amount: string): string {
  if (quantity === 0) return amount;
  return `${quantity > 0 ? '+' : '−'}${amount}`;
}
