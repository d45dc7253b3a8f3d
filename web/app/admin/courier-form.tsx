import { Form } from 'react-router';
import type { Courier } from '../shop/api-types';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import { LogLink } from './log-link';

interface Props {
  courier?: Courier;
  pageKey: string;
  /** Who can be told to be this courier: whoever has the role. */
  users?: readonly { id: string; name: string }[];
}

/** A courier's name and how many deliveries they take a day; of a new one where none is given. */
export function CourierForm({ courier, pageKey, users = [] }: Props) {
  const { say } = useWords();
  return (
    <details className="board-more">
      <summary>
        {say(courier ? 'admin.delivery.change' : 'admin.delivery.hire')}
        {courier && <span className="sr-only"> {courier.name}</span>}
      </summary>
      <Form method="post" preventScrollReset>
        <Hidden
          values={{ act: 'courier', courier: courier?.id ?? '', key: pageKey, was: courier?.userId ?? '' }}
        />
        <label>
          {say('admin.delivery.name')}
          <input name="name" defaultValue={courier?.name} maxLength={100} required className="field" />
        </label>
        <label>
          {say('admin.delivery.daily')}
          <input
            type="number"
            name="dailyCapacity"
            min={0}
            max={1_000_000}
            defaultValue={courier?.dailyCapacity ?? 20}
            required
            className="field"
          />
        </label>
        {courier && (
          <label>
            {say('admin.delivery.user')}
            <select name="userId" defaultValue={courier.userId ?? ''} className="field">
              <option value="">{say('admin.delivery.noUser')}</option>
              {courier.userId && !users.some(({ id }) => id === courier.userId) && (
                <option value={courier.userId}>{say('admin.delivery.formerUser')}</option>
              )}
              {users.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <span className="text-soft">{say('admin.delivery.userHelp')}</span>
          </label>
        )}
        <button type="submit" className="button">
          {say('admin.save')}
        </button>
      </Form>
      {courier && <LogLink subject={`courier:${courier.id}`} />}
    </details>
  );
}
