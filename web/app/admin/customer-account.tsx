import { Link } from 'react-router';
import { moneyText } from '../words/amounts';
import { Moment, Price } from '../words/formats';
import { useWords } from '../words/words';
import type { NotDone } from './adjust-account.server';
import { AdjustForm } from './adjust-form';
import { AdminPages } from './admin-pages';
import { AdminTable, type Column } from './admin-table';
import type { CustomerPage, EntryRow } from './customer-page.server';
import { isAdmin } from './is-admin';

interface Props extends Pick<CustomerPage, 'account' | 'next' | 'later'> {
  may: boolean;
  pageKey: string;
  answer: NotDone | undefined;
}

/** Somebody's money, each entry of it, and a form that puts it right. */
export function CustomerAccount({ account, next, later, may, pageKey, answer }: Props) {
  const { say, language } = useWords();
  if (!account)
    return (
      <section>
        <h2>{say('money.title')}</h2>
        <p className="text-soft">{say('admin.customer.away')}</p>
      </section>
    );
  const { balance, held, entries } = account;
  const columns: Column<EntryRow>[] = [
    { title: say('admin.movement.at'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: say('admin.movement.what'), cell: What },
    {
      title: say('admin.customer.amount'),
      cell: ({ amount }) => <Price money={amount} />,
      numeric: true,
    },
  ];
  return (
    <section>
      <h2>{say('money.title')}</h2>
      <p className="mt-1">
        <Price money={balance} className="text-2xl font-semibold" />{' '}
        {held.amount > 0 && (
          <span className="text-soft" suppressHydrationWarning>
            {say('admin.account.held', { amount: moneyText(held, language) })}
          </span>
        )}
      </p>
      {may && <AdjustForm currency={balance.currency} pageKey={pageKey} answer={answer} />}
      <h3 className="mt-5 mb-1 font-semibold">{say('money.entries')}</h3>
      {!entries && <p className="text-soft">{say('admin.customer.away')}</p>}
      {entries && (
        <AdminTable
          caption={say('money.entries')}
          columns={columns}
          rows={entries}
          keyOf={({ id }) => id}
          empty={say('money.noEntries')}
        />
      )}
      <AdminPages next={next} later={later} />
    </section>
  );
}

/** What happened to the money, for which order, and why. */
function What({ kind, order, reason }: EntryRow) {
  const { say } = useWords();
  return (
    <>
      {say(`entry.${kind}`)}
      {order?.path && (
        <>
          {' '}
          <Link to={order.path} reloadDocument={!isAdmin(order.path)} className="link">
            {order.number}
          </Link>
        </>
      )}
      {reason && <span className="block text-soft">{reason}</span>}
    </>
  );
}
