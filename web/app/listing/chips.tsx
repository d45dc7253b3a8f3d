import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { CrossIcon } from '../frame/icons';
import { useWords } from '../words/words';
import { addressWith, type Chosen, CLEARED } from './chosen';
import type { Listed } from './listed';
import { priceRangeText } from './price-range';
import { useShelves } from './shelf-filter';

interface Chip {
  text: string;
  without: Partial<Chosen>;
}

/** What is chosen, each as a text and the choice without it; the shelves of an address that there are not are one. */
export function chipsOf(
  { chosen, currency }: Listed,
  { say, language }: Pick<ReturnType<typeof useWords>, 'say' | 'language'>,
  nameOf: (slug: string) => string | undefined = (slug) => slug,
): Chip[] {
  const { category, min, max, stock } = chosen;
  const known = category.filter((slug) => nameOf(slug) !== undefined);
  const gone = known.length < category.length;
  const shelves = known.map((slug) => ({
    text: nameOf(slug)!,
    without: { category: category.filter((one) => one !== slug) },
  }));
  const price = min || max ? priceRangeText(chosen, currency, language, say) : '';
  return [
    ...shelves,
    ...(gone ? [{ text: say('list.goneShelf'), without: { category: known } }] : []),
    ...(stock ? [{ text: say('list.stock'), without: { stock: false } }] : []),
    ...(price ? [{ text: price, without: { min: '', max: '' } }] : []),
  ];
}

/** What is chosen, each with a way to take it back, and one for all. */
export function Chips(props: Listed) {
  const { path, chosen } = props;
  const words = useWords();
  const shelves = useShelves(props);
  const chips = chipsOf(props, words, (slug) => shelves.find((one) => one.slug === slug)?.name);
  const { list, note } = useFocusKept(chips.length);
  const look = 'inline-flex min-h-9 max-w-full items-center gap-2 rounded-full px-3.5 text-sm font-medium';
  return (
    <div ref={list} tabIndex={-1} className="outline-none">
      {chips.length > 0 && (
        <ul aria-label={words.say('list.chosen')} className="mb-6 flex flex-wrap gap-2">
          {chips.map(({ text, without }) => (
            <li key={text} className="max-w-full">
              <Link
                to={addressWith(path, chosen, without)}
                preventScrollReset
                onClick={note}
                aria-label={words.say('list.remove', { what: text })}
                className={`${look} bg-tone hover:bg-line`}
              >
                <span suppressHydrationWarning className="truncate">
                  {text}
                </span>
                <CrossIcon className="size-4 flex-none" />
              </Link>
            </li>
          ))}
          <li>
            <Link
              to={addressWith(path, chosen, CLEARED)}
              preventScrollReset
              onClick={note}
              className={`${look} underline underline-offset-4 hover:bg-tone`}
            >
              {words.say('list.clear')}
            </Link>
          </li>
        </ul>
      )}
    </div>
  );
}

/** A chip that goes takes the focus with it: it passes to the next one, and from the last to where they stood. */
function useFocusKept(chips: number) {
  const list = useRef<HTMLDivElement>(null);
  const left = useRef<number>(undefined);
  const note = ({ currentTarget }: React.MouseEvent) => {
    left.current = [...list.current!.querySelectorAll('a')].indexOf(currentTarget as HTMLAnchorElement);
  };
  useEffect(() => {
    if (left.current === undefined) return;
    const chip = list.current!.querySelectorAll('a')[chips === 0 ? -1 : left.current];
    (chip ?? list.current!).focus({ preventScroll: true });
    left.current = undefined;
  }, [chips]);
  return { list, note };
}
