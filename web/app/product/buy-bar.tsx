import { useEffect, useState } from 'react';
import type { Product } from '../shop/api-types';
import { Price } from '../words/formats';
import { useWords } from '../words/words';

/**
 * Price and button at the lower edge of a phone, wherever the page is scrolled. It has its own place at the end of the
 * page, so that it covers nothing there. While the button of the page itself is in view, it is not shown.
 */
export function BuyBar({ product }: { product: Product }) {
  const { say } = useWords();
  const idle = useInView(product.id);
  if (product.availability === 'out') return null;
  return (
    <div className="buy-bar" data-idle={idle || undefined}>
      <Price money={product.price} className="text-xl font-bold" />
      <button type="submit" form="add-to-cart" name="add" value="1" className="button grow">
        {say('cart.add')}
      </button>
    </div>
  );
}

/** Whether the form of a product's page is in view. */
function useInView(product: string): boolean {
  const [seen, turn] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each product has a form of its own
  useEffect(() => {
    const form = document.getElementById('add-to-cart');
    if (!form) return undefined;
    const watch = new IntersectionObserver(([entry]) => turn(entry?.isIntersecting ?? false));
    watch.observe(form.querySelector('button') ?? form);
    return () => watch.disconnect();
  }, [product]);
  return seen;
}
