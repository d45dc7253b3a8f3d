import { Form, Link, useLocation } from 'react-router';
import type { Shipment, UnplannedOrder } from '../shop/api-types';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import { parcelCode } from './parcel-code';

type Act = 'plan' | 'pack' | 'hand_over';

/** A line of the board. */
export interface PackingRow {
  /** Of its parcel, or of its order where it has none. */
  id: string;
  number: string;
  /** Tells the parcels of an order from each other. */
  code?: string;
  path?: string;
  name: string;
  pieces: number;
  courier?: string | undefined;
  /** The day that it was due on, where that has passed. */
  due?: string | undefined;
  /** Its customer has withdrawn from what is in it: `here`, it is not to go out. */
  stopped?: 'here' | 'gone' | undefined;
}

interface Props {
  state: Shipment['state'] | 'unplanned';
  rows: readonly PackingRow[];
  /** What can be done with those that are ticked. */
  act?: Act | undefined;
  pageKey: string;
}

/** What stands in one state, by courier; those that are ticked are taken on together. */
export function PackingColumn({ state, rows, act, pageKey }: Props) {
  const { say, count } = useWords();
  const { search } = useLocation();
  const heading = `packing-${state}`;
  const list = (
    <ul>
      {rows.map((row, at) => (
        <Row
          key={row.id}
          row={row}
          ticked={act !== undefined}
          named={rows[at - 1]?.courier !== row.courier}
        />
      ))}
    </ul>
  );
  return (
    <section aria-labelledby={heading} className="packing-column">
      <h2 id={heading}>
        {say(`admin.packing.state.${state}`)}{' '}
        <span className="text-soft">{count('admin.number', rows.length)}</span>
      </h2>
      {rows.length === 0 && <p className="text-soft">{say('admin.packing.nothing')}</p>}
      {act && rows.length > 0 ? (
        <Form method="post" action={`/admin/packing${search}`} preventScrollReset>
          <Hidden values={{ key: pageKey }} />
          {list}
          <button type="submit" name="act" value={`${act}:ticked`} className="button" data-kind="quiet">
            {say(`admin.packing.ticked.${act}`)}
          </button>
        </Form>
      ) : (
        list
      )}
    </section>
  );
}

function Row({ row, ticked, named }: { row: PackingRow; ticked: boolean; named: boolean }) {
  const { say, count, locale } = useWords();
  const { id, number, code, path, name, pieces, courier, due, stopped } = row;
  const title = code ? `${number} · ${code}` : number;
  return (
    <>
      {named && courier && <li className="packing-courier">{courier}</li>}
      <li className="packing-row">
        {ticked && !stopped && (
          <input
            type="checkbox"
            name="tick"
            value={id}
            id={`tick-${id}`}
            aria-label={title}
            className="admin-tick"
          />
        )}
        {path ? (
          <Link to={path} data-row className="link">
            {title}
          </Link>
        ) : (
          <span className="font-medium">{title}</span>
        )}
        <span className="text-soft">
          {name} · {count('admin.packing.pieces', pieces)}
          {due && (
            <span suppressHydrationWarning> · {say('admin.packing.due', { day: dayText(due, locale) })}</span>
          )}
          {stopped && (
            <strong>
              {' '}
              · {say(stopped === 'here' ? 'admin.packing.stopped' : 'admin.packing.withdrawn')}
            </strong>
          )}
        </span>
      </li>
    </>
  );
}

const piecesOf = (lines: readonly { quantity: number }[]) =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** A parcel as a line of the board; `late` has it say when it was due. */
export const parcelRow = (
  { id, number, state, recipient, lines, courierName, date, stopped }: Shipment,
  late: boolean,
): PackingRow => ({
  ...{ id, number, code: parcelCode(id), path: `/admin/packing/${id}` },
  ...{ name: recipient.name, pieces: piecesOf(lines), courier: courierName ?? undefined },
  ...(late && { due: date ?? undefined }),
  stopped: stopped && (state === 'planned' || state === 'packed' ? 'here' : 'gone'),
});

/** An order without a parcel as one; whoever sees orders finds it there. */
export const orderRow = (
  { orderId: id, number, recipient, lines, deliveryDate }: UnplannedOrder,
  { late, seesOrders }: { late: boolean; seesOrders: boolean },
): PackingRow => ({
  ...{ id, number, name: recipient.name, pieces: piecesOf(lines) },
  ...(late && { due: deliveryDate ?? undefined }),
  ...(seesOrders && { path: `/admin/orders/${id}` }),
});
