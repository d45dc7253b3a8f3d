import type { ProductDetails } from '../shop/api-types';
import { useWords } from '../words/words';

/** What is known of a product, as a table: its size, its material, its care. */
export function Facts({ facts }: Pick<ProductDetails, 'facts'>) {
  const { say } = useWords();
  if (facts.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="text-heading">{say('product.facts')}</h2>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {facts.map(({ key, name, value }) => (
          <div key={key} className="flex flex-wrap gap-x-6 py-2.5">
            <dt className="min-w-36 grow basis-1/3 text-soft">{name}</dt>
            <dd className="min-w-40 grow-2 basis-1/2 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
