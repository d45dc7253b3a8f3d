import { useState } from 'react';
import { Form } from 'react-router';
import { useWords } from '../words/words';
import type { WrittenProduct } from './product-edit.server';

type Picture = WrittenProduct['pictures'][number];

/** The pictures of a product: what each shows, their order, and more of them. All of it works without JavaScript. */
export function ProductPictures({ product }: { product: WrittenProduct }) {
  const { say } = useWords();
  const action = `/admin/products/${product.id}/pictures`;
  return (
    <section className="admin-box" aria-labelledby="pictures">
      <h2 id="pictures">{say('admin.pictures')}</h2>
      {product.pictures.length === 0 && <p className="text-soft">{say('admin.pictures.none')}</p>}
      <ol className="admin-pictures">
        {product.pictures.map((picture, at) => (
          <li key={picture.url}>
            <img src={picture.url} alt="" width={96} height={96} loading="lazy" />
            <OnePicture {...{ picture, at, action }} last={at === product.pictures.length - 1} />
          </li>
        ))}
      </ol>
      <Upload action={action} />
    </section>
  );
}

function OnePicture({
  picture,
  at,
  last,
  action,
}: {
  picture: Picture;
  at: number;
  last: boolean;
  action: string;
}) {
  const { say } = useWords();
  const n = at + 1;
  const button = (act: string, text: string) => (
    <button type="submit" name="act" value={act} className="button" data-kind="quiet">
      {text}
      <span className="sr-only"> {n}</span>
    </button>
  );
  return (
    <Form method="post" action={action} preventScrollReset className="admin-picture">
      <input type="hidden" name="url" value={picture.url} />
      <AltFields n={n} en={picture.alt?.en} ru={picture.alt?.ru} />
      <div className="admin-actions">
        {button('alt', say('admin.pictures.saveAlt'))}
        {at > 0 && button('earlier', say('admin.pictures.earlier'))}
        {!last && button('later', say('admin.pictures.later'))}
        {button('remove', say('admin.pictures.remove'))}
      </div>
    </Form>
  );
}

function AltFields({ n, en, ru }: { n?: number; en?: string | undefined; ru?: string | undefined }) {
  const { say } = useWords();
  return (
    <div className="admin-languages">
      {(
        [
          ['altEn', 'en', en],
          ['altRu', 'ru', ru],
        ] as const
      ).map(([name, lang, text]) => (
        <label key={name} className="admin-filter">
          <span>
            {say(`admin.pictures.${name}`)}
            {n !== undefined && <span className="sr-only"> {n}</span>}
          </span>
          <input name={name} lang={lang} maxLength={300} defaultValue={text ?? ''} className="field" />
        </label>
      ))}
    </div>
  );
}

/** In bytes, as the shop takes them. */
const MOST = 10_000_000;

function Upload({ action }: { action: string }) {
  const { say } = useWords();
  const [large, setLarge] = useState<string>();
  return (
    <Form method="post" action={action} encType="multipart/form-data" className="admin-picture">
      <label className="admin-filter">
        {say('admin.pictures.add')}
        <input
          type="file"
          name="file"
          multiple
          required
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          className="field"
          onChange={({ target }) => {
            const some = [...(target.files ?? [])];
            setLarge(some.find(({ size }) => size > MOST)?.name);
          }}
        />
      </label>
      {large && (
        <p role="alert" className="text-ember">
          {say('admin.pictures.tooLarge', { name: large })}
        </p>
      )}
      <p className="text-soft">{say('admin.pictures.hint')}</p>
      <AltFields />
      <div className="admin-actions">
        <button type="submit" className="button" disabled={large !== undefined}>
          {say('admin.pictures.upload')}
        </button>
      </div>
    </Form>
  );
}
