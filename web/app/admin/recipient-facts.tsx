import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { useWords } from '../words/words';
import { Fact } from './fact';

interface Props {
  order: Order;
  /** Whether the reader may look at the customer's own page. */
  link: boolean;
}

/** Who gets an order, and how they are reached; nobody any more once its customer has left. */
export function RecipientFacts({ order: { recipient, userId }, link }: Props) {
  const { say } = useWords();
  const name = recipient ? recipient.name || recipient.email : say('admin.orders.left');
  return (
    <>
      <Fact name={say('admin.orders.customer')}>
        {link ? (
          <Link to={`/admin/customers/${userId}`} className="link">
            {name}
          </Link>
        ) : (
          name
        )}
      </Fact>
      {recipient?.phone && (
        <Fact name={say('admin.customers.phone')}>
          <a href={`tel:${recipient.phone.replaceAll(/[^+\d]/g, '')}`} className="link">
            {recipient.phone}
          </a>
        </Fact>
      )}
      {recipient && (
        <Fact name={say('signUp.email')}>
          <a href={`mailto:${recipient.email}`} className="link break-all">
            {recipient.email}
          </a>
        </Fact>
      )}
    </>
  );
}
