import { Field } from '../parts/field';
import type { Order } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';

interface Props {
  order: Order;
  state: FormState | undefined;
  /** Of which there may be so many; of all of a line where it is not said. */
  most?: (line: Order['lines'][number]) => number;
}

/** How many pieces of each line are meant. */
export function RefundPieces({ order, state, most = ({ quantity }) => quantity }: Props) {
  const { say } = useWords();
  return (
    <div className="order-pieces">
      {order.lines.map((line) => (
        <Field
          key={line.id}
          name={`line.${line.id}`}
          label={say('admin.order.piecesOf', { name: line.name, n: most(line) })}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          state={state}
        />
      ))}
    </div>
  );
}
