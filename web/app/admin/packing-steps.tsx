import type { ReactNode } from 'react';
import { Form, Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import type { PackingBoard } from './packing-board.server';

/** What can be done next with all that is shown, in the order of a morning: plan, print, pack, hand over. */
export function PackingSteps({ board }: { board: PackingBoard }) {
  const { say, count } = useWords();
  const { key, date, courier, orders } = board;
  const of = (state: string) =>
    board.columns.find((column) => column.state === state)!.parcels.filter(({ stopped }) => !stopped);
  const [planned, packed] = [of('planned'), of('packed')];
  const steps = [
    { act: 'plan', ids: orders.map(({ orderId }) => orderId) },
    { act: 'pack', ids: planned.map(({ id }) => id) },
    { act: 'hand_over', ids: packed.map(({ id }) => id) },
  ] as const;
  const papers = new URLSearchParams({ date, ...(courier && { courier }) });
  const printed = planned.length + packed.length;
  if (orders.length + printed === 0) return null;
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
    </section>
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
