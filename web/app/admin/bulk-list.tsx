import type { BulkAction } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';

/** What was done with many orders, and how far it is. */
export function BulkList({ actions }: { actions: readonly BulkAction[] }) {
  const { say } = useWords();
  const columns: Column<BulkAction>[] = [
    { title: say('admin.bulk.what'), cell: ({ act }) => say(`admin.bulk.${act}`) },
    { title: say('admin.bulk.begun'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: say('admin.bulk.far'), cell: ({ done, total }) => say('admin.bulk.doneOf', { done, total }) },
    { title: say('admin.orders.status'), cell: ({ state }) => say(`admin.bulk.state.${state}`) },
    { title: say('admin.bulk.refused'), cell: ({ refused }) => refused, numeric: true },
  ];
  return (
    <AdminTable
      caption={say('admin.bulk')}
      columns={columns}
      rows={actions}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/admin/orders/bulk/${id}`}
      empty={say('admin.bulk.none')}
    />
  );
}
