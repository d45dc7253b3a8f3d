import { findSeed } from '@sagashop/shop-world/find-seed';
import { hiddenMistake, MOST_HIDDEN } from '@sagashop/shop-world/hidden-mistake';
import type { WorldWish } from '@sagashop/shop-world/wish';
import type { LinkedWorld } from '@sagashop/shop-world/wish-text';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words';

interface Props {
  wish: WorldWish;
  hidden: number | undefined;
  show(linked: LinkedWorld): void;
}

const MOST = 20_000;

/** Looks for a seed whose world breaks a rule, and shows it; from the one after that which is shown on. */
export function SeedSearch({ wish, hidden, show }: Props) {
  const { say, language } = useWords();
  const [tried, setTried] = useState<number>();
  const [told, setTold] = useState('');
  const search = useRef<AbortController>(undefined);
  useEffect(() => () => search.current?.abort(), []);
  const n = (number: number) => number.toLocaleString(language);
  const find = async () => {
    const { seed, acts: _, ...world } = wish;
    search.current = new AbortController();
    const { signal } = search.current;
    setTold('');
    setTried(0);
    let done = 0;
    const progress = (number: number) => {
      done = number;
      setTried(number);
    };
    const found = await findSeed({ ...world, from: (seed + 1) % 2 ** 32, most: MOST, progress, signal });
    setTried(undefined);
    if (!found) {
      setTold(say('world.find.none', { n: n(signal.aborted ? done : MOST) }));
      return;
    }
    setTold(say('world.find.found', { seed: found.seed, n: n(found.tried) }));
    show({ wish: { ...world, seed: found.seed }, place: 0, ...(hidden !== undefined && { hidden }) });
  };
  const hide = () => {
    const { acts: _, mistakes: __, ...world } = wish;
    const number = Math.floor(Math.random() * MOST_HIDDEN);
    setTold('');
    show({ wish: { ...world, mistakes: [hiddenMistake(number)] }, place: 0, hidden: number });
  };
  const planted = (wish.mistakes?.length ?? 0) > 0;
  return (
    <div className="world-row">
      {tried === undefined ? (
        <button type="button" className="world-button" onClick={find}>
          {say(planted ? 'world.find' : 'world.find.all')}
        </button>
      ) : (
        <>
          <button type="button" className="world-button" onClick={() => search.current?.abort()}>
            {say('world.find.stop')}
          </button>
          <progress max={MOST} value={tried} aria-label={say('world.find')} />
          <span className="tabular-nums">{say('world.find.progress', { n: n(tried) })}</span>
        </>
      )}
      {hidden === undefined && tried === undefined && (
        <button type="button" className="world-button" onClick={hide}>
          {say('world.hide')}
        </button>
      )}
      <p role="status">{told}</p>
    </div>
  );
}
