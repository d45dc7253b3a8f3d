import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { liesHere, ProductPicture } from '../parts/product-picture';
import type { ProductDetails } from '../shop/api-types';
import { useWords } from '../words/words';

/**
 * The pictures of a product beside each other: swept through, or by the arrow keys. Below stand all of them, small;
 * pressing one shows it. Without JavaScript these are links to the pictures.
 */
export function Gallery({ product }: { product: ProductDetails }) {
  const { say } = useWords();
  const pictures = product.pictures.filter(({ url }) => liesHere(url));
  const row = useRef<HTMLElement>(null);
  const shown = useShown(row, pictures.length);
  const show = (event: MouseEvent, at: number) => {
    const box = row.current;
    if (!box) return;
    event.preventDefault();
    box.scrollTo({ left: at * box.clientWidth });
  };
  if (pictures.length < 2) return <ProductPicture product={product} size={520} first />;
  return (
    <div className="gallery">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={row} className="gallery-row" aria-label={say('product.pictures')} tabIndex={0}>
        {pictures.map(({ url, alt }, at) => (
          <div key={url} id={`picture-${at + 1}`} className="gallery-slide">
            <ProductPicture product={{ ...product, picture: url }} alt={alt} size={520} first={at === 0} />
          </div>
        ))}
      </section>
      <ul className="gallery-thumbs">
        {pictures.map(({ url }, at) => (
          <li key={url}>
            <a
              href={`#picture-${at + 1}`}
              onClick={(event) => show(event, at)}
              aria-current={at === shown}
              aria-label={say('product.showPicture', { n: at + 1, all: pictures.length })}
            >
              <img src={url} alt="" width={64} height={64} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which picture of a row is in view. */
function useShown(row: RefObject<HTMLElement | null>, count: number): number {
  const [shown, turn] = useState(0);
  useEffect(() => {
    const box = row.current;
    if (!box || count < 2) return undefined;
    const look = () => turn(Math.round(box.scrollLeft / box.clientWidth));
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [row, count]);
  return shown;
}
