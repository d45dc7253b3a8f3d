import type { ReactNode } from 'react';
import type { Order } from '../shop/api-types';
import { useWords } from '../words/words';

/** Who gets an order, where, and how they are reached; nothing once its customer has left. */
export function OrderRecipient({ order: { recipient, address } }: { order: Order }) {
  const { say } = useWords();
  if (!recipient) return null;
  return (
    <section className="rounded-card border border-line bg-card p-6" aria-labelledby="recipient">
      <h2 id="recipient" className="text-heading">
        {say('order.delivery')}
      </h2>
      <dl className="mt-4 space-y-3">
        <Row term={say('order.recipient')}>{recipient.name}</Row>
        {address && <Row term={say('order.address')}>{address}</Row>}
        <Row term={say('signUp.email')}>{recipient.email}</Row>
        {recipient.phone && <Row term={say('profile.phone')}>{recipient.phone}</Row>}
      </dl>
    </section>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
