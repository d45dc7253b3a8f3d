import { Field } from '../parts/field';
import { SelectField } from '../parts/select-field';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import type { Shelf } from './all-shelves.server';
import { shelfName } from './shelf-name';

interface Props {
  saved: Readonly<Record<string, string>>;
  /** Those in which it can stand. */
  shelves: readonly Shelf[];
  state: FormState | undefined;
}

/** What stands beside the fields of a shelf's form. */
export function useShelfLabels(): Record<string, string> {
  const { say } = useWords();
  return {
    'name.en': say('admin.products.nameEn'),
    'name.ru': say('admin.products.nameRu'),
    slug: say('admin.shelves.slug'),
    parentId: say('admin.shelves.parent'),
    place: say('admin.shelves.place'),
  };
}

/** The fields of a shelf. */
export function ShelfFields({ saved, shelves, state }: Props) {
  const { say } = useWords();
  const labels = useShelfLabels();
  const common = (name: string) => ({ name, label: labels[name]!, defaultValue: saved[name], state });
  return (
    <>
      <div className="admin-languages">
        <Field {...common('name.en')} lang="en" maxLength={200} required />
        <Field {...common('name.ru')} lang="ru" maxLength={200} required />
      </div>
      <div className="admin-languages">
        <Field {...common('slug')} hint={say('admin.shelves.slugHint')} maxLength={100} required />
        <SelectField
          {...common('parentId')}
          choices={shelves.map((shelf) => [shelf.id, shelfName(shelf)] as const)}
        />
        <Field {...common('place')} inputMode="numeric" hint={say('admin.shelves.placeHint')} />
      </div>
    </>
  );
}
