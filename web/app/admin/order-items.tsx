import type { Order } from '../shop/api-types';
import { Price } from '../words/formats';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import type { OrderEvent } from './order-event';
import { StockMoves } from './stock-moves';

type Line = Order['lines'][number];

interface Props {
  order: Order;
  /** What moved in and out of stock for it. */
  goods: readonly OrderEvent[];
}

/** What was ordered, what of it was paid and given back, and what moved in stock for it. */
export function OrderItems({ order, goods }: Props) {
  const { say, count } = useWords();
  const refunded = refundedPieces(order);
  const columns: Column<Line>[] = [
    { title: say('admin.order.item'), cell: ({ name }) => name },
    { title: say('admin.order.price'), cell: ({ price }) => <Price money={price} />, numeric: true },
    {
      title: say('admin.stock.pieces'),
      cell: ({ quantity }) => count('admin.number', quantity),
      numeric: true,
    },
    { title: say('admin.order.paid'), cell: ({ paid }) => <Price money={paid} />, numeric: true },
    {
      title: say('admin.order.refundedPieces'),
      cell: ({ id }) => refunded.get(id) && count('admin.number', refunded.get(id)!),
      numeric: true,
    },
    {
      title: say('admin.order.cancelledPieces'),
      cell: ({ cancelled }) => cancelled > 0 && count('admin.number', cancelled),
      numeric: true,
    },
  ];
  return (
    <section>
      <h2>{say('admin.order.items')}</h2>
      <AdminTable
        caption={say('admin.order.items')}
        columns={columns}
        rows={order.lines}
        keyOf={({ id }) => id}
        hrefOf={({ productId }) => `/admin/products/${productId}`}
        empty=""
      />
      <p className="order-total">
        {say('admin.orders.total')} <Price money={order.total} className="font-semibold" />
      </p>
      {goods.length > 0 && <StockMoves order={order} goods={goods} />}
    </section>
  );
}

/** How many pieces of each line have been given back the price of. */
function refundedPieces({ refunds = [] }: Order): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { lineId, quantity } of refunds.flatMap(({ lines = [] }) => lines))
    pieces.set(lineId, (pieces.get(lineId) ?? 0) + quantity);
  return pieces;
}
