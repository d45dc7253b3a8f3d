import { dayText } from '../words/amounts';
import { type Texts, useWords } from '../words/words';
import { type ChosenFilter, FILTER_VALUES, filtersIn, isKnown, valueText } from './order-filters';

/** A function that says the filters of a list of orders; of one that is a person or a thing, only that there is one. */
export function useQueryText(): (query: string) => string {
  const { say, locale } = useWords();
  const wordsOf = (name: string, value: string): string => {
    if (name.endsWith('Id')) return '';
    if (name in FILTER_VALUES && isKnown(name as ChosenFilter, value))
      return value
        .split(',')
        .map((one) => say(valueText(name as ChosenFilter, one)))
        .join(', ');
    return /^\d{4}-\d\d-\d\d$/.test(value) ? dayText(value, locale) : value;
  };
  return (query) =>
    Object.entries(filtersIn(query))
      .map(([name, value]) =>
        [say(`admin.orders.${name}` as keyof Texts), wordsOf(name, value)].filter(Boolean).join(': '),
      )
      .join('; ') || say('admin.log.value.none');
}
