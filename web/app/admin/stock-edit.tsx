import { Field } from '../parts/field';
import type { Stock } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { AdminForm } from './admin-form';

interface Props {
  /** The id of what is stocked. */
  id: string;
  stock: Stock;
  state: FormState | undefined;
}

/** What staff say of what is stocked: from how many on it is low, and where on the shelves it lies. */
export function StockEdit({ id, stock, state }: Props) {
  const { say } = useWords();
  const saved = {
    threshold: stock.threshold === null ? '' : String(stock.threshold),
    place: stock.place ?? '',
  };
  return (
    <section className="mt-6 max-w-xl">
      <h2>{say('admin.stock.settings')}</h2>
      <AdminForm
        id={`threshold:${id}`}
        labels={{ threshold: say('admin.stock.threshold'), place: say('admin.stock.place') }}
        saved={saved}
        back="/admin/stock"
      >
        <Field
          name="place"
          label={say('admin.stock.place')}
          hint={say('admin.stock.placeHint')}
          autoComplete="off"
          maxLength={40}
          defaultValue={saved.place}
          state={state}
        />
        <Field
          name="threshold"
          label={say('admin.stock.threshold')}
          hint={say('admin.stock.thresholdHint')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={14}
          defaultValue={saved.threshold}
          state={state}
        />
      </AdminForm>
    </section>
  );
}
