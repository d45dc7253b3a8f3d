import type { Money } from '../shop/api-types';
import { Price } from '../words/formats';
import type { Texts } from '../words/texts';
import { useWords } from '../words/words';

/** What a cell says, as people read it. The API's description does not say what it can be: a text, a number, yes or no, a price. */
export function ImportValue({ value: said }: { value: unknown }) {
  const { say, count } = useWords();
  const value = said as string | number | boolean | Money | null;
  if (value === null || value === '')
    return <span className="text-soft">{say('admin.imports.nothing')}</span>;
  if (typeof value === 'boolean') return <>{say(value ? 'admin.imports.yes' : 'admin.imports.no')}</>;
  if (typeof value === 'number') return <>{count('admin.number', value)}</>;
  if (typeof value === 'object') return <Price money={value} />;
  return <span className="admin-import-text">{value}</span>;
}

/** How a field is called; one that a later release knows by its code. */
export function useFieldName(): (field: string) => string {
  const { say } = useWords();
  return (field) => (FIELDS.includes(field) ? say(`admin.imports.field.${field}` as keyof Texts) : field);
}

const FIELDS: readonly string[] = [
  ...['id', 'slug', 'nameEn', 'nameRu', 'descriptionEn', 'descriptionRu', 'price', 'currency', 'category'],
  ...['published', 'picture', 'onHand', 'received', 'threshold', 'place', 'product', 'stock', 'details'],
];
