import { Form } from 'react-router';
import type { Money } from '../shop/api-types';
import { Moment, Price } from '../words/formats';
import { useWords } from '../words/words';

export interface Prices {
  items: { price: Money; from: string }[];
  planned: { id: string; price: Money; from: string }[];
  lowest: Money;
  undo?: { change: string; price: Money };
}

/** What a product has cost and will cost, and a form that plans a price. */
export function ProductPrices({ id, prices, zone }: { id: string; prices: Prices; zone: string }) {
  const { say } = useWords();
  const action = `/admin/products/${id}/prices`;
  return (
    <section className="admin-box" aria-labelledby="prices">
      <h2 id="prices">{say('admin.prices')}</h2>
      <p>
        {say('admin.prices.lowest')} <Price money={prices.lowest} />
      </p>
      {prices.planned.length > 0 && <h3>{say('admin.prices.planned')}</h3>}
      <ul>
        {prices.planned.map((plan) => (
          <li key={plan.id}>
            <Form method="post" action={action} preventScrollReset className="admin-actions">
              <span>
                <Price money={plan.price} /> · {say('admin.prices.from')} <Moment at={plan.from} />
              </span>
              <input type="hidden" name="plan" value={plan.id} />
              <button type="submit" className="button" data-kind="quiet">
                {say('admin.prices.takeBack')}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" action={action} preventScrollReset className="admin-filters">
        <label className="admin-filter">
          {say('admin.prices.new')}
          <input name="amount" inputMode="decimal" autoComplete="off" required className="field" />
        </label>
        <label className="admin-filter">
          {say('admin.prices.when', { zone })}
          <input type="datetime-local" name="from" required className="field" />
        </label>
        <button type="submit" className="button">
          {say('admin.prices.plan')}
        </button>
      </Form>
      <h3>{say('admin.prices.history')}</h3>
      <ul>
        {prices.items.map(({ price, from }, nth) => (
          <li key={from}>
            <Price money={price} /> · {say('admin.prices.from')} <Moment at={from} />
            {nth === 0 && prices.undo && <UndoPrice id={id} undo={prices.undo} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The way back to the price before, for a day. */
function UndoPrice({ id, undo }: { id: string; undo: NonNullable<Prices['undo']> }) {
  const { say } = useWords();
  return (
    <Form method="post" action={`/admin/products/${id}/undo`} preventScrollReset>
      <input type="hidden" name="undo" value={undo.change} />
      <input type="hidden" name="field" value="price" />
      <button type="submit" className="admin-link underline">
        {say('admin.prices.undo')} <Price money={undo.price} className="ml-1" />
      </button>
    </Form>
  );
}
