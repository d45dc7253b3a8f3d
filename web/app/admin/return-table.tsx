import type { ListedReturn } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';

/** What customers send back, with the way to their orders, where it is answered and received. */
export function ReturnTable({ rows }: { rows: readonly ListedReturn[] }) {
  const { say } = useWords();
  const columns: Column<ListedReturn>[] = [
    {
      title: say('admin.return.order'),
      cell: ({ orderId, number }) => (
        <a href={`/admin/orders/${orderId}`} className="link">
          {number}
        </a>
      ),
    },
    { title: say('admin.return.customer'), cell: ({ customer }) => customer },
    {
      title: say('admin.return.what'),
      cell: ({ lines, reason, exchange, photo }) => (
        <>
          {lines.map(({ name, quantity }) => `${name} × ${quantity}`).join(', ')}
          {reason && <span className="block text-soft wrap-anywhere">{reason}</span>}
          {(exchange || photo) && (
            <span className="block text-soft">
              {[exchange && say('admin.return.exchange'), photo && say('admin.return.photo')]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </>
      ),
    },
    {
      title: say('admin.return.state'),
      cell: ({ state, expired }) => say(expired ? 'admin.return.is.expired' : `admin.return.is.${state}`),
    },
    {
      title: say('admin.return.when'),
      cell: ({ createdAt }) => <Moment at={createdAt} className="whitespace-nowrap" />,
    },
  ];
  return (
    <AdminTable
      caption={say('admin.returns')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={say('admin.return.none')}
    />
  );
}
