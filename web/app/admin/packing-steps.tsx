import type { ReactNode } from 'react';
import { Form, Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import type { PackingBoard } from './packing-board.server';

/** What can be done next with all that is shown, in the order of a morning: plan, print, pack, hand over. */
export function PackingSteps({ board, mayMove }: { board: PackingBoard; mayMove: boolean }) {
  const { say, count } = useWords();
  const { key, date, courier, late, orders } = board;
  const of = (state: string) =>
    board.columns.find((column) => column.state === state)!.parcels.filter(({ stopped }) => !stopped);
  const [planned, packed] = [of('planned'), of('packed')];
  const steps = [
    { act: 'plan', ids: orders.map(({ orderId }) => orderId) },
    { act: 'pack', ids: planned.map(({ id }) => id) },
    { act: 'hand_over', ids: packed.map(({ id }) => id) },
  ] as const;
  const papers = new URLSearchParams({ ...(late ? { late: '1' } : { date }), ...(courier && { courier }) });
  const printed = planned.length + packed.length;
  const moved = new Set([...orders, ...planned, ...packed, ...of('failed')].map(({ orderId }) => orderId));
  if (orders.length + printed + moved.size === 0) return null;
  const print = (
    <Link to={`/admin/packing/slips?${papers}`} className="button" data-kind="quiet">
      {count('admin.packing.print', printed)}
    </Link>
  );
  return (
    <section aria-label={say('admin.packing.next')} className="packing-steps">
      {steps.map(({ act, ids }) => (
        <Step
          key={act}
          act={act}
          ids={ids}
          pageKey={key}
          print={act === 'pack' && planned.length > 0 && print}
        />
      ))}
      {planned.length === 0 && printed > 0 && print}
      {late && mayMove && <Move orders={[...moved].slice(0, MOST_MOVED)} />}
    </section>
  );
}

const MOST_MOVED = 100; // orders that an address names

/** Leads to where the deliveries of what has not gone out are given to another day. */
function Move({ orders }: { orders: readonly string[] }) {
  const { count } = useWords();
  if (orders.length === 0) return null;
  return (
    <form action="/admin/orders/bulk">
      <input type="hidden" name="act" value="assign" />
      {orders.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <button type="submit" className="button" data-kind="quiet">
        {count('admin.packing.moveLate', orders.length)}
      </button>
    </form>
  );
}

interface StepProps {
  act: 'plan' | 'pack' | 'hand_over';
  ids: readonly string[];
  pageKey: string;
  /** What is printed before it. */
  print: ReactNode;
}

function Step({ act, ids, pageKey, print }: StepProps) {
  const { count } = useWords();
  const { search } = useLocation();
  return (
    <>
      {print}
      {ids.length > 0 && (
        <Form method="post" action={`/admin/packing${search}`}>
          <Hidden values={{ key: pageKey }} />
          {ids.map((id) => (
            <input key={id} type="hidden" name="all" value={id} />
          ))}
          <button type="submit" name="act" value={`${act}:all`} className="button">
            {count(`admin.packing.all.${act}`, ids.length)}
          </button>
        </Form>
      )}
    </>
  );
}
