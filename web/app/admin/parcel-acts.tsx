import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import type { Shipment } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Hidden } from './hidden';

export type ParcelAct = Shipment['acts'][number]['act'];

/** What can become of a parcel in each state. */
const NEXT_ACTS: Record<Shipment['state'], readonly ParcelAct[]> = {
  planned: ['packing', 'handover'],
  packed: ['handover'],
  handed_over: ['delivery', 'failure'],
  failed: ['handover', 'delivery', 'failure'],
  delivered: [],
  returned: [],
  cancelled: [],
};

interface Props {
  parcel: Pick<Shipment, 'id' | 'state'>;
  pageKey: string;
  /** What the buttons send as `act` before the name of the act. */
  prefix: string;
  state: FormState | undefined;
}

/** What can be done with a parcel now; what it would write is told first where the page does that. */
export function ParcelActs({ parcel, pageKey, prefix, state }: Props) {
  const { say } = useWords();
  const acts = NEXT_ACTS[parcel.state];
  const said = acts.includes('delivery');
  if (acts.length === 0) return <Problem state={state} />;
  return (
    <Form method="post" preventScrollReset className="packing-do">
      <Problem state={state} />
      <Hidden values={{ key: pageKey, shipment: parcel.id }} />
      {said && (
        <>
          <Field name="name" label={say('admin.packing.name')} optional maxLength={200} state={state} />
          <Field name="note" label={say('admin.packing.note')} optional maxLength={500} state={state} />
        </>
      )}
      <div className="packing-steps">
        {acts.map((act, at) => (
          <button
            key={act}
            type="submit"
            name="act"
            value={`${prefix}${act}`}
            className="button"
            {...(at > 0 && { 'data-kind': 'quiet' })}
          >
            {say(`admin.packing.do.${act}`)}
          </button>
        ))}
      </div>
    </Form>
  );
}
