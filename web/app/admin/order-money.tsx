import { PaperLinks } from '../parts/paper-links';
import type { Order } from '../shop/api-types';
import { moneyText } from '../words/amounts';
import { Moment, Price } from '../words/formats';
import { type Texts, useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import { MoneyEntries } from './money-entries';
import type { OrderEvent } from './order-event';

interface Props {
  order: Order;
  left: Order['total'];
  /** What became of its money, by the ledger. */
  money: readonly OrderEvent[];
  /** Whether the ledger could not be asked. */
  away: boolean;
}

/** An order's money: what is left of it, and every transfer with its entries. */
export function OrderMoney({ order, left, money, away }: Props) {
  const { say, language } = useWords();
  const reasons = new Map((order.refunds ?? []).map(({ cause, reason }) => [cause, reason]));
  const columns: Column<OrderEvent>[] = [
    { title: say('admin.movement.at'), cell: ({ at }) => <Moment at={at} className="whitespace-nowrap" /> },
    {
      title: say('admin.movement.what'),
      cell: ({ kind, data }) => (
        <>
          {say(TEXTS[kind] ?? 'admin.order.money.other')}
          {data.cause && reasons.get(data.cause) && (
            <span className="block text-soft">{reasons.get(data.cause)}</span>
          )}
        </>
      ),
    },
    {
      title: say('admin.order.entries'),
      cell: ({ data }) =>
        data.entries ? <MoneyEntries entries={data.entries} /> : data.amount && <Price money={data.amount} />,
    },
    {
      title: say('admin.order.transfer'),
      cell: ({ data }) => data.transferId && <Id of={data.transferId} />,
    },
  ];
  const isPaid = order.money !== 'none' && order.money !== 'held';
  return (
    <section>
      <h2>{say('admin.orders.money')}</h2>
      {isPaid && order.status !== 'cancelled' && (
        <p suppressHydrationWarning>{say('admin.order.left', { amount: moneyText(left, language) })}</p>
      )}
      <p className="flex flex-wrap gap-3">
        <PaperLinks order={order} />
      </p>
      {away ? (
        <p className="text-soft">{say('admin.order.away')}</p>
      ) : (
        <AdminTable
          caption={say('admin.order.ledger')}
          columns={columns}
          rows={money}
          keyOf={({ kind, data }) => data.transferId ?? kind}
          empty={say('admin.order.noMoney')}
        />
      )}
    </section>
  );
}

const TEXTS: Record<string, keyof Texts> = {
  'money.held': 'admin.order.money.held',
  'money.refused': 'admin.order.money.refused',
  'money.released': 'admin.order.money.released',
  'money.captured': 'entry.capture',
  'money.refunded': 'entry.refund',
};

/** The end of an id, which is what differs; the whole of it is there for whoever copies it. */
function Id({ of }: { of: string }) {
  return (
    <abbr title={of} className="order-id">
      …{of.slice(-6)}
    </abbr>
  );
}
