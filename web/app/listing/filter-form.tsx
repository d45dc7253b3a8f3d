import { useEffect, useId, useRef } from 'react';
import { Form, useNavigate } from 'react-router';
import { useWords } from '../words/words';
import { chipsOf } from './chips';
import { SORTS } from './chosen';
import type { Listed } from './listed';
import { PriceFilter } from './price-filter';
import { ShelfFilter } from './shelf-filter';

/** Order, shelves, stock and price of a list: one plain form, folded away on a small screen. */
export function FilterForm(props: Listed) {
  const { say } = useWords();
  const on = chipsOf(props, useWords()).length;
  return (
    <aside aria-label={say('list.filters')}>
      <details className="group rounded-card border border-line bg-card lg:hidden">
        <summary className="px-5 py-3 font-semibold">
          {say('list.filters')}
          {on > 0 && <span className="pl-2 text-sm font-normal text-soft">{say('list.on', { n: on })}</span>}
        </summary>
        <div className="px-5 pb-5">
          <Fields {...props} />
        </div>
      </details>
      <div className="max-lg:hidden">
        <Fields {...props} />
      </div>
    </aside>
  );
}

/** With JavaScript a choice counts at once, and what is typed when it is sent; without, all of it when it is sent. */
function Fields(props: Listed) {
  const { say } = useWords();
  const { path, chosen } = props;
  const navigate = useNavigate();
  const sorts = chosen.q ? SORTS : SORTS.filter((one) => one !== 'relevance');
  const sort = chosen.sort || sorts[0]!;
  const form = useAsChosen(sort, JSON.stringify([chosen, props.wrong]));
  const send = () => {
    const given = [...new FormData(form.current!)].filter(([name, value]) => {
      return value !== '' && !(name === 'sort' && value === sorts[0]);
    });
    const query = new URLSearchParams(given as [string, string][]);
    navigate(query.size > 0 ? `${path}?${query}` : path, { preventScrollReset: true });
  };
  return (
    <Form
      ref={form}
      action={path}
      autoComplete="off"
      onChange={({ target }) => {
        if ((target as Element).matches('select, [type=checkbox]')) send();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
        fold(event.currentTarget);
      }}
    >
      {chosen.q && <input type="hidden" name="q" value={chosen.q} />}
      <Sorting sorts={sorts} sort={sort} />
      <ShelfFilter {...props} />
      <label className="mt-4 flex min-h-9 items-center gap-2.5 py-1">
        <input type="checkbox" name="stock" value="1" defaultChecked={chosen.stock} className="tick" />
        {say('list.stock')}
      </label>
      <PriceFilter {...props} />
      <button type="submit" className="button mt-4 w-full" data-kind="quiet">
        {say('list.show')}
      </button>
    </Form>
  );
}

/** Lets the fields say what was chosen, also after Back; before anything has changed they do, or say what was typed. */
function useAsChosen(sort: string, chosen: string) {
  const form = useRef<HTMLFormElement>(null);
  const said = useRef(chosen);
  useEffect(() => {
    if (said.current === chosen || !form.current) return;
    said.current = chosen;
    form.current.reset();
    (form.current.elements.namedItem('sort') as HTMLSelectElement).value = sort;
  }, [chosen, sort]);
  return form;
}

/** On a small screen what was chosen is seen once the fields are out of the way. */
function fold(form: HTMLFormElement): void {
  const around = form.closest('details');
  if (!around) return;
  around.open = false;
  around.querySelector('summary')!.focus();
}

function Sorting({ sorts, sort }: { sorts: readonly (typeof SORTS)[number][]; sort: string }) {
  const { say } = useWords();
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {say('list.sort')}
      </label>
      <select id={id} name="sort" defaultValue={sort} className="field">
        {sorts.map((one) => (
          <option key={one} value={one}>
            {say(`sort.${one}`)}
          </option>
        ))}
      </select>
    </>
  );
}
