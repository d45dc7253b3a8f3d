import { Form } from 'react-router';
import { useWords } from '../words/words';
import type { EditedVariant, WrittenProduct } from './product-edit.server';
import { TextArea } from './text-area';
import type { VariantRefused } from './variant-changes.server';

/** Makes variants of options, each value with each of the others. */
export function MakeVariants({ pageKey, refused }: { pageKey: string; refused: VariantRefused | undefined }) {
  const { say } = useWords();
  return (
    <Form method="post" preventScrollReset className="admin-box max-w-xl" aria-labelledby="make">
      <h2 id="make">{say('admin.variants.make')}</h2>
      <input type="hidden" name="key" value={pageKey} />
      <TextArea
        name="lines"
        label={say('admin.variants.options')}
        hint={say('admin.variants.hint')}
        defaultValue={refused?.typed['lines'] ?? ''}
        rows={3}
        maxLength={2_000}
        state={undefined}
      />
      <label className="admin-filter my-3">
        {say('admin.variants.price')}
        <input
          name="price"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={refused?.typed['price']}
          className="field"
        />
      </label>
      <button type="submit" name="act" value="make" className="button">
        {say('admin.variants.make')}
      </button>
    </Form>
  );
}

interface Props {
  variants: readonly EditedVariant[];
  options: NonNullable<WrittenProduct['options']>;
  refused: VariantRefused | undefined;
}

/** What the options and their values are called, in both languages. */
export function OptionTexts({ variants, options, refused }: Props) {
  const { say } = useWords();
  const keys = [...new Set(variants.flatMap((one) => Object.keys(one.options)))];
  const rows = keys.flatMap((key) => {
    const known = options.find((one) => one.key === key);
    const values = [...new Set(variants.flatMap((one) => one.options[key] ?? []))];
    return [
      { field: key, text: key, name: known?.name },
      ...values.map((value) => ({
        ...{ field: `${key}.${value}`, text: value },
        name: known?.values.find((one) => one.value === value)?.name,
      })),
    ];
  });
  return (
    <Form method="post" preventScrollReset className="admin-box max-w-xl" aria-labelledby="texts">
      <h2 id="texts">{say('admin.variants.texts')}</h2>
      {rows.map(({ field, text, name }) => (
        <div key={field} className="admin-languages">
          {(['en', 'ru'] as const).map((lang) => (
            <label key={lang} className="admin-filter">
              {say(`admin.variants.${lang}`, { text })}
              <input
                name={`${lang}.${field}`}
                lang={lang}
                defaultValue={refused?.typed[`${lang}.${field}`] ?? name?.[lang] ?? text}
                maxLength={60}
                className="field"
              />
            </label>
          ))}
        </div>
      ))}
      <button type="submit" name="act" value="texts" className="button mt-3">
        {say('admin.save')}
      </button>
    </Form>
  );
}
