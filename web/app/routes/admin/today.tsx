import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { shortDay } from '../../admin/short-day';
import { ToDoList } from '../../admin/to-do-list';
import { today, type Week } from '../../admin/today.server';
import { WeekChart } from '../../admin/week-chart';
import { dayText, moneyText } from '../../words/amounts';
import { useWords } from '../../words/words';

export const loader = ({ request }: LoaderFunctionArgs) => today(request);

export default function Today() {
  const { say } = useWords();
  const { toDo, week, away } = useLoaderData<typeof loader>();
  return (
    <AdminPage title={say('admin.today')}>
      {away && <p role="status">{say('admin.todayAway')}</p>}
      {!away && !week && <p>{say('admin.todayLead')}</p>}
      <ToDoList toDo={toDo} />
      {week && <Charts week={week} />}
    </AdminPage>
  );
}

function Charts({ week: { rows, orders, money } }: { week: Week }) {
  const { say, language, locale } = useWords();
  const currency = rows[0]!.sold.currency;
  const text = (amount: number) => moneyText({ amount, currency }, language);
  const named = (date: string) => ({ date, name: dayText(date, locale), short: shortDay(date, locale) });
  return (
    <div className="admin-charts" suppressHydrationWarning>
      <WeekChart
        title={say('admin.week.money')}
        most={text(money.most)}
        bars={money.drawn}
        days={rows.map(({ date, sold, before, path }) => ({
          ...{ ...named(date), path },
          ...{ now: text(sold.amount), before: text(before.sold.amount) },
        }))}
      />
      <WeekChart
        title={say('admin.week.orders')}
        most={String(orders.most)}
        bars={orders.drawn}
        days={rows.map(({ date, placed, before, path }) => ({
          ...{ ...named(date), path },
          ...{ now: placed, before: before.placed },
        }))}
      />
    </div>
  );
}
