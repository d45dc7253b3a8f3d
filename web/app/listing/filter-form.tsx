import { useId } from 'react';
import { Form, Link, useSubmit } from 'react-router';
import { moneyToType, plainMoney } from '../words/typed-money';
import { useWords } from '../words/words';
import { addressWith, type Chosen, priceIn, SORTS } from './filters';
import type { Listed } from './listed';
import { priceRangeText } from './price-range';

/** Shelf, price and order of a list: links and a plain form, folded away on a small screen. */
export function FilterForm(props: Listed) {
  const { say } = useWords();
  return (
    <aside aria-label={say('list.filters')}>
      <details className="group rounded-card border border-line bg-card lg:hidden">
        <summary className="px-5 py-3 font-semibold">{say('list.filters')}</summary>
        <div className="px-5 pb-5">
          <Inside {...props} />
        </div>
      </details>
      <div className="max-lg:hidden">
        <Inside {...props} />
      </div>
    </aside>
  );
}

function Inside(props: Listed) {
  return (
    <>
      <Sorting {...props} />
      {!props.about && <Categories {...props} />}
      <Bands {...props} />
      <Range {...props} />
    </>
  );
}

/** What a form has to carry along so that it changes nothing else. */
function Kept({ chosen, but }: { chosen: Chosen; but: (keyof Chosen)[] }) {
  const kept = Object.entries(chosen).filter(
    ([name, value]) => value !== '' && name !== 'cursor' && !but.includes(name as keyof Chosen),
  );
  return kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function Sorting({ path, chosen }: Listed) {
  const { say } = useWords();
  const submit = useSubmit();
  const sorts = chosen.q ? SORTS : SORTS.filter((one) => one !== 'relevance');
  return (
    <Form action={path} key={chosen.sort} onChange={(event) => submit(event.currentTarget)}>
      <Kept chosen={chosen} but={['sort']} />
      <label className="block">
        <span className="mb-1.5 block font-semibold">{say('list.sort')}</span>
        <select name="sort" defaultValue={chosen.sort || sorts[0]} className="field">
          {sorts.map((one) => (
            <option key={one} value={one}>
              {say(`sort.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <noscript>
        <button type="submit" className="button mt-2" data-kind="quiet">
          {say('list.show')}
        </button>
      </noscript>
    </Form>
  );
}

function Categories({ path, chosen, list }: Listed) {
  const { say } = useWords();
  const found = list.facets?.categories.filter((one) => one.count > 0) ?? [];
  if (found.length < 2 && !chosen.category) return null;
  return (
    <Facet
      title={say('list.category')}
      rows={found.map(({ slug, name, count }) => ({
        name,
        count,
        on: slug === chosen.category,
        to: addressWith(path, chosen, { category: slug === chosen.category ? '' : slug }),
      }))}
    />
  );
}

function Bands({ path, chosen, list, currency }: Listed) {
  const { say, language } = useWords();
  const rows = (list.facets?.prices ?? [])
    .filter((band) => band.count > 0)
    .map((band) => {
      const range = {
        min: band.min > 0 ? plainMoney(band.min, currency) : '',
        max: plainMoney(band.max, currency),
      };
      const on = range.min === chosen.min && range.max === chosen.max;
      const to = addressWith(path, chosen, on ? { min: '', max: '' } : range);
      return { name: priceRangeText(range, currency, language, say), count: band.count, on, to };
    });
  return <Facet title={say('list.price')} rows={rows} />;
}

function Facet({
  title,
  rows,
}: {
  title: string;
  rows: { name: string; count: number; on: boolean; to: string }[];
}) {
  if (rows.length === 0) return null;
  return (
    <div className="mt-6">
      <p className="mb-1 font-semibold">{title}</p>
      <ul>
        {rows.map(({ name, count, on, to }) => (
          <li key={to}>
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
    </div>
  );
}

function Range({ path, chosen, wrong, currency }: Listed) {
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
    <Form action={path} key={`${shown('min')}-${shown('max')}`} className="mt-4 grid grid-cols-2 gap-2">
      <Kept chosen={chosen} but={['min', 'max']} />
      {ends.map(([name, label]) => (
        <label key={name} className="text-sm text-soft">
          {label}
          <input
            name={name}
            defaultValue={shown(name)}
            inputMode="decimal"
            maxLength={40}
            autoComplete="off"
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
      <button type="submit" className="button col-span-2" data-kind="quiet">
        {say('list.show')}
      </button>
    </Form>
  );
}
