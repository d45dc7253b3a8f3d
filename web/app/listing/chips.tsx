import { Link } from 'react-router';
import { CrossIcon } from '../frame/icons';
import { useWords } from '../words/words';
import { addressWith } from './filters';
import type { Listed } from './listed';
import { priceRangeText } from './price-range';

/** What is chosen, each with a way to take it back. */
export function Chips({ path, chosen, list, about, currency }: Listed) {
  const { say, language } = useWords();
  const name = list.facets?.categories.find((one) => one.slug === chosen.category)?.name ?? chosen.category;
  const chips = [
    ...(chosen.category && !about ? [{ text: name, without: { category: '' } }] : []),
    ...(chosen.min || chosen.max
      ? [{ text: priceRangeText(chosen, currency, language, say), without: { min: '', max: '' } }]
      : []),
  ];
  if (chips.length === 0) return null;
  return (
    <ul aria-label={say('list.chosen')} className="mb-6 flex flex-wrap gap-2">
      {chips.map(({ text, without }) => (
        <li key={text}>
          <Link
            to={addressWith(path, chosen, without)}
            aria-label={say('list.remove', { what: text })}
            className="inline-flex min-h-9 items-center gap-2 rounded-full bg-tone px-3.5 text-sm font-medium hover:bg-line"
          >
            <span suppressHydrationWarning>{text}</span>
            <CrossIcon className="size-4" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
