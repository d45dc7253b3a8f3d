import { Field } from '../parts/field';
import { SelectField } from '../parts/select-field';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import type { Shelf } from './all-shelves.server';
import { shelfName } from './shelf-name';
import { TextArea } from './text-area';

interface Props {
  /** What stands in the fields at first. */
  saved: Readonly<Record<string, string>>;
  shelves: readonly Shelf[];
  state: FormState | undefined;
}

/** What stands beside the fields of a product's form. */
export function useProductLabels(): Record<string, string> {
  const { say } = useWords();
  return {
    'name.en': say('admin.products.nameEn'),
    'name.ru': say('admin.products.nameRu'),
    'description.en': say('admin.products.descriptionEn'),
    'description.ru': say('admin.products.descriptionRu'),
    'price.amount': say('admin.products.price'),
    categoryId: say('admin.products.shelf'),
    published: say('admin.products.published'),
    'facts.en': say('admin.products.factsEn'),
    'facts.ru': say('admin.products.factsRu'),
  };
}

/** The fields of a product, the languages side by side where there is room. */
export function ProductFields({ saved, shelves, state }: Props) {
  const { say } = useWords();
  const labels = useProductLabels();
  const common = (name: string) => ({ name, label: labels[name]!, defaultValue: saved[name], state });
  const each = (field: string, text: (name: string, lang: string) => React.ReactNode) => (
    <div className="admin-languages">
      {(['en', 'ru'] as const).map((lang) => text(`${field}.${lang}`, lang))}
    </div>
  );
  return (
    <>
      <label className="admin-check">
        <input
          type="checkbox"
          name="published"
          defaultChecked={(state?.typed['published'] ?? saved['published']) === 'on'}
        />
        {labels['published']}
      </label>
      {each('name', (name, lang) => (
        <Field key={name} {...common(name)} lang={lang} maxLength={200} required />
      ))}
      <div className="admin-languages">
        <Field {...common('price.amount')} inputMode="decimal" autoComplete="off" required />
        <SelectField
          {...common('categoryId')}
          required
          choices={shelves.map((shelf) => [shelf.id, shelfName(shelf)] as const)}
        />
      </div>
      {each('description', (name, lang) => (
        <TextArea key={name} {...common(name)} lang={lang} rows={4} maxLength={10_000} />
      ))}
      {each('facts', (name, lang) => (
        <TextArea key={name} {...common(name)} lang={lang} rows={4} hint={say('admin.products.factsHint')} />
      ))}
    </>
  );
}
