import { Form } from 'react-router';
import { moneyToType } from '../words/typed-money';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import type { EditedVariant, WrittenProduct } from './product-edit.server';
import type { VariantRefused } from './variant-changes.server';

interface Props {
  variant: EditedVariant;
  pictures: WrittenProduct['pictures'];
  /** What the options are called. */
  texts: NonNullable<WrittenProduct['options']>;
  refused: VariantRefused | undefined;
  /** The last one stays. */
  only: boolean;
}

/** One variant: what it is, its price and its picture, and the ways to its stock and out of the shop. */
export function VariantRow({ variant, pictures, texts, refused, only }: Props) {
  const { language, say } = useWords();
  const { id, options, name, price, picture = '' } = variant;
  const typed = refused?.typed;
  const amount = moneyToType(price.amount, language, price.currency);
  const was = { wasPrice: amount, wasPicture: picture, wasOptions: JSON.stringify(options) };
  return (
    <Form
      method="post"
      preventScrollReset
      className="admin-filters"
      aria-label={name || say('admin.variants')}
    >
      <Hidden values={{ variant: id, ...was }} />
      {Object.entries(options).map(([key, value]) => (
        <label key={key} className="admin-filter">
          {texts.find((text) => text.key === key)?.name[language] ?? key}
          <input
            name={`option.${key}`}
            defaultValue={typed?.[`option.${key}`] ?? value}
            maxLength={60}
            required
            className="field"
          />
        </label>
      ))}
      <label className="admin-filter">
        {say('admin.products.price')}
        <input
          name="price"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={typed?.['price'] ?? amount}
          required
          className="field"
        />
      </label>
      <label className="admin-filter">
        {say('admin.variants.picture')}
        <select name="picture" defaultValue={typed?.['picture'] ?? picture} className="field">
          <option value="">{say('admin.variants.ownPicture')}</option>
          {picturesOf(pictures, picture).map(({ url, alt }, nth) => (
            <option key={url} value={url}>
              {`${nth + 1}. ${alt?.[language] ?? ''}`}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" name="act" value="save" className="button" data-kind="quiet">
        {say('admin.save')}
        <span className="sr-only"> {name}</span>
      </button>
      {!only && (
        <details>
          <summary className="admin-link cursor-pointer">
            {say('admin.variants.delete')}
            <span className="sr-only"> {name}</span>
          </summary>
          <p>{say('admin.variants.deleteSure')}</p>
          <button type="submit" name="act" value="delete" formNoValidate className="button" data-kind="quiet">
            {say('admin.variants.deleteNow')}
            <span className="sr-only"> {name}</span>
          </button>
        </details>
      )}
      <a href={`/admin/stock/${id}`} className="admin-link">
        {say('admin.stock')}
        <span className="sr-only"> {name}</span>
      </a>
    </Form>
  );
}

/** The product's pictures, and the variant's where that is none of them. */
function picturesOf(pictures: WrittenProduct['pictures'], own: string): WrittenProduct['pictures'] {
  return own === '' || pictures.some(({ url }) => url === own) ? pictures : [...pictures, { url: own }];
}
