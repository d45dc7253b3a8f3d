import { useId } from 'react';
import { Link } from 'react-router';
import { moneyToType, plainMoney } from '../words/typed-money';
import { useWords } from '../words/words';
import { addressWith, priceIn } from './chosen';
import type { Listed } from './listed';
import { priceRangeText } from './price-range';

/** Prices: bands with how much each of them would show, and two ends to type. */
export function PriceFilter(props: Listed) {
  const { say } = useWords();
  return (
    <fieldset className="mt-6">
      <legend className="mb-1 font-semibold">{say('list.price')}</legend>
      <Bands {...props} />
      <Ends {...props} />
    </fieldset>
  );
}

function Bands({ path, chosen, list, currency }: Listed) {
  const { say, language } = useWords();
  const rows = (list.facets?.prices ?? []).map((band) => {
    const range = {
      min: band.min > 0 ? plainMoney(band.min, currency) : '',
      max: plainMoney(band.max, currency),
    };
    const on = range.min === chosen.min && range.max === chosen.max;
    const to = addressWith(path, chosen, on ? { min: '', max: '' } : range);
    return { name: priceRangeText(range, currency, language, say), count: band.count, on, to };
  });
  return (
    <ul>
      {rows.map(({ name, count, on, to }) => (
        <li key={name}>
          <Link
            to={to}
            preventScrollReset
            aria-current={on ? 'true' : undefined}
            className="flex min-h-8 items-baseline justify-between gap-3 py-1 text-soft hover:text-ink aria-[current=true]:font-semibold aria-[current=true]:text-ink"
          >
            <span suppressHydrationWarning>{name}</span>
            <span className="text-sm tabular-nums">{count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Ends({ chosen, wrong, swapped, currency }: Listed) {
  const { say, language } = useWords();
  const id = useId();
  const ends = [
    ['min', say('list.from')],
    ['max', say('list.to')],
  ] as const;
  const shown = (name: 'min' | 'max') => {
    const amount = priceIn(chosen[name], currency);
    return wrong[name]?.typed ?? (amount === undefined ? '' : moneyToType(amount, language, currency));
  };
  return (
    <div className="mt-3 grid grid-cols-2 gap-2">
      {ends.map(([name, label]) => (
        <label key={name} className="text-sm text-soft">
          {label}
          <input
            name={name}
            defaultValue={shown(name)}
            inputMode="decimal"
            maxLength={40}
            aria-invalid={wrong[name] ? true : undefined}
            aria-describedby={wrong[name] && `${id}-${name}`}
            className="field mt-1"
          />
        </label>
      ))}
      {ends.map(([name]) => {
        const said = wrong[name];
        return (
          said && (
            <p
              key={name}
              id={`${id}-${name}`}
              role="alert"
              className="col-span-2 text-sm font-medium text-ember"
            >
              {say(said.wrong, said.values)}
            </p>
          )
        );
      })}
      {swapped && (
        <p role="status" className="col-span-2 text-sm text-soft">
          {say('list.swapped')}
        </p>
      )}
    </div>
  );
}
