import { changedWish } from '@sagashop/shop-world/open-world';
import { type RecordedWorld, recordWorld } from '@sagashop/shop-world/record-world';
import { type LinkedWorld, linkTo, worldAt } from '@sagashop/shop-world/wish-text';
import { useCallback, useEffect, useRef, useState } from 'react';

export type Act = Parameters<typeof changedWish>[1];

/** What a world is shown by: its recording, and the moment at which it is looked at. */
interface Shown {
  readonly recorded: RecordedWorld;
  readonly place: number;
  readonly hidden: number | undefined;
  /** What was asked for here was not possible. */
  readonly refused: boolean;
}

const within = (place: number, { frames }: RecordedWorld) =>
  Math.min(Math.max(place, 0), Math.max(frames.length - 1, 0));

/** Shows a world, and keeps the address of the page as that of what is shown. */
export function useWorld(first: LinkedWorld) {
  const [shown, setShown] = useState<Shown>();
  const asked = useRef(0);
  const show = useCallback(async ({ wish, place, hidden }: LinkedWorld) => {
    const mine = ++asked.current;
    const recorded = await recordWorld(wish);
    if (mine !== asked.current) return;
    setShown({ recorded, place: within(place, recorded), hidden, refused: false });
  }, []);
  useEffect(() => void show(first), [show, first]);
  useAddress(shown);
  const go = useCallback((to: (place: number) => number) => {
    setShown((was) => was && { ...was, place: within(to(was.place), was.recorded), refused: false });
  }, []);
  const act = async (done: Act) => {
    if (!shown) return;
    const { recorded, place } = shown;
    const mine = ++asked.current;
    const wish = changedWish(recorded.wish, done, recorded.frames[place]?.happened ?? 0);
    const changed = await recordWorld(wish).catch(() => undefined);
    if (mine !== asked.current) return;
    const refused = !changed || changed.refused.length > recorded.refused.length;
    setShown(refused ? { ...shown, refused } : { ...shown, recorded: changed, refused });
  };
  const takeBack = async () => {
    if (!shown) return;
    const acts = shown.recorded.wish.acts ?? [];
    const wish = { ...shown.recorded.wish, acts: acts.slice(0, -1) };
    const recorded = await recordWorld(wish);
    const at = recorded.frames.findIndex(({ happened }) => happened >= (acts.at(-1)?.happened ?? 0));
    setShown({ ...shown, recorded, place: within(at < 0 ? recorded.frames.length : at, recorded) });
  };
  return { shown, show, go, act, takeBack };
}

const WAIT = 300; // ms; browsers let no page change its address more than some times a second

/** The address follows what is shown, so that it can be sent to somebody; whoever goes back in history finds it. */
function useAddress(shown: Shown | undefined): void {
  useEffect(() => {
    if (!shown) return;
    const { recorded, place, hidden } = shown;
    const timer = setTimeout(() => {
      const link = linkTo({ wish: recorded.wish, place, ...(hidden !== undefined && { hidden }) });
      const lang = new URLSearchParams(location.search).get('lang');
      history.replaceState(history.state, '', `?${link}${lang ? `&lang=${encodeURIComponent(lang)}` : ''}`);
    }, WAIT);
    return () => clearTimeout(timer);
  }, [shown]);
}

/** The world that a form asks for; undefined when it asks for none. */
export const worldOfForm = (form: FormData): LinkedWorld | undefined =>
  worldAt(new URLSearchParams([...form].map(([name, value]) => [name, String(value)])).toString(), 0);
