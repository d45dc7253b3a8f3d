import type { WorldWish } from '@sagashop/shop-world/wish';
import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { useWords } from '../words/words';
import { namesIn } from './say-line';

export interface KnownMistake {
  readonly slug: string;
  readonly name: string;
}

interface Props {
  wish: WorldWish;
  hidden?: number | undefined;
  mistakes: readonly KnownMistake[];
  /** Instead of asking the server. */
  onShow?: (form: FormData) => void;
  children?: ReactNode;
}

/** Which world: a form that works without JavaScript, since a world stands in its address. */
export function WorldForm({ wish, hidden, mistakes, onShow, children }: Props) {
  const { say } = useWords();
  return (
    <Form
      reloadDocument
      method="get"
      action="/learn/world"
      className="world-form"
      aria-label={say('world.which')}
      onSubmit={(event) => {
        if (!onShow) return;
        event.preventDefault();
        onShow(new FormData(event.currentTarget));
      }}
    >
      <h2 className="text-heading">{say('world.which')}</h2>
      <div className="world-row">
        <label htmlFor="seed">{say('world.seed')}</label>
        <input
          id="seed"
          name="seed"
          inputMode="numeric"
          pattern="[0-9]{1,10}"
          required
          title={say('world.seed.hint')}
          defaultValue={wish.seed}
          className="world-seed"
        />
        <button type="submit" className="world-button" data-main>
          {say('world.show')}
        </button>
        {children}
      </div>
      <div className="world-row">
        <Tick name="fine" value="1" on={wish.fine === true} says={say('world.fine')} />
        <Tick name="orders" value="60" on={wish.orders !== undefined} says={say('world.crowd')} />
        <Tick name="batches" value="off" on={wish.batches === false} says={say('world.batches.off')} />
      </div>
      {hidden === undefined ? (
        <Mistakes wish={wish} mistakes={mistakes} />
      ) : (
        <input type="hidden" name="hidden" value={hidden} />
      )}
    </Form>
  );
}

function Mistakes({ wish, mistakes }: Pick<Props, 'wish' | 'mistakes'>) {
  const { say } = useWords();
  const planted = wish.mistakes ?? [];
  const names = planted.map((name) => mistakes.find((one) => one.name === name)?.slug ?? name);
  return (
    <details className="world-mistakes" open={planted.length > 0}>
      <summary>{say('world.mistakes')}</summary>
      <p className="text-soft">{say('world.mistakes.lead')}</p>
      <ul>
        {mistakes.map(({ slug }) => (
          <li key={slug}>
            <Tick name="mistakes" value={slug} on={names.includes(slug)} says={namesIn(say).mistake(slug)} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Tick(props: { name: string; value: string; on: boolean; says: string }) {
  const { name, value, on, says } = props;
  return (
    <label className="world-tick">
      <input type="checkbox" name={name} value={value} defaultChecked={on} />
      {says}
    </label>
  );
}
