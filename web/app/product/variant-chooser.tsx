import { Link } from 'react-router';
import type { ProductDetails } from '../shop/api-types';
import { productPath } from '../shop/product-path';
import { useWords } from '../words/words';
import { type Choice, choicesOf, type chosenVariant } from './chosen-variant';

interface Props {
  product: ProductDetails;
  chosen: NonNullable<ReturnType<typeof chosenVariant>>;
}

/**
 * What a product can be had as, option by option. Each value is a link to the page that shows it, so that it works without a
 * script and the address says what is chosen; what cannot be had is said in words.
 */
export function VariantChooser({ product, chosen }: Props) {
  const { options = [] } = product;
  return options.map((option) => (
    <section key={option.key} className="mt-5" aria-labelledby={`option-${option.key}`}>
      <h2 id={`option-${option.key}`} className="font-sans text-base font-medium">
        {option.name}
      </h2>
      <ul className="mt-2 flex flex-wrap gap-2">
        {choicesOf(option, product, chosen).map((choice) => (
          <li key={choice.value}>
            <ChoiceLink choice={choice} path={productPath({ ...product, variant: { id: choice.leadsTo } })} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function ChoiceLink({ choice: { name, is, what }, path }: { choice: Choice; path: string }) {
  const { say } = useWords();
  const note = is === 'out' ? say('product.out') : is === 'other' ? say('variant.other', { what }) : '';
  return (
    <Link
      to={path}
      replace
      preventScrollReset
      className="offered"
      data-is={is}
      aria-current={is === 'chosen' ? 'true' : undefined}
    >
      {name}
      {note && <span className="offered-note"> {note}</span>}
    </Link>
  );
}
