import { dayText } from '../words/amounts';
import { useWords } from '../words/words';

interface Props {
  couriers: readonly { id: string; name: string }[];
  days: readonly string[];
  typed: { courierId: string; date: string } | undefined;
}

/** Which courier, which day, or both. */
export function BulkWhereTo({ couriers, days, typed }: Props) {
  const { say, locale } = useWords();
  return (
    <>
      <label className="admin-filter">
        {say('admin.delivery.courier')}
        <select name="courierId" defaultValue={typed?.courierId} className="field">
          <option value="">{say('admin.delivery.anyCourier')}</option>
          {couriers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="admin-filter">
        {say('admin.delivery.day')}
        <select name="date" defaultValue={typed?.date} className="field">
          <option value="">{say('admin.bulk.sameDay')}</option>
          {days.map((day) => (
            <option key={day} value={day} suppressHydrationWarning>
              {dayText(day, locale)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
