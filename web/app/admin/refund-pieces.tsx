import { Field } from '../parts/field';
import type { Order } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';

/** How many pieces of each line go back. */
export function RefundPieces({ order, state }: { order: Order; state: FormState | undefined }) {
  const { say } = useWords();
  return (
    <div className="order-pieces">
      {order.lines.map(({ id, name, quantity }) => (
        <Field
          key={id}
          name={`line.${id}`}
          label={say('admin.order.piecesOf', { name, n: quantity })}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          state={state}
        />
      ))}
    </div>
  );
}
