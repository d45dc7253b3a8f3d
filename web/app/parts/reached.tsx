import type { Order } from '../shop/api-types';
import { Moment } from '../words/formats';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';

type Milestones = NonNullable<Order['milestones']>;

const TEXTS = {
  placedAt: 'reached.placed',
  confirmedAt: 'reached.confirmed',
  paidAt: 'stage.paid',
  cancelledAt: 'reached.cancelled',
  refundedAt: 'stage.refund',
} as const satisfies Record<keyof Milestones, keyof Texts>;

/** What has happened to an order, and when. */
export function Reached({ milestones }: { milestones: Milestones }) {
  const { say } = useWords();
  const reached = Object.entries(TEXTS) as [keyof Milestones, keyof Texts][];
  return (
    <dl className="mb-4 space-y-1">
      {reached.map(([name, text]) => {
        const at = milestones[name];
        if (!at) return null;
        return (
          <div key={name} className="flex flex-wrap justify-between gap-x-4">
            <dt className="text-soft">{say(text)}</dt>
            <dd>
              <Moment at={at} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
