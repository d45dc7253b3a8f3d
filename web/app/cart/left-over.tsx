import { Form } from 'react-router';
import { MOST_LINES } from '../shop/cart';
import { useWords } from '../words/words';

/** What does not fit into the cart, and what can be done with it. */
export function LeftOver({ count: left }: { count: number }) {
  const { say, count } = useWords();
  if (left === 0) return null;
  return (
    <Form method="post" className="mt-5 rounded-xl bg-tone px-5 py-4">
      <p role="status">{count('cart.left', left, { most: MOST_LINES })}</p>
      <p className="mt-3 flex flex-wrap gap-3">
        <button type="submit" name="left" value="in" className="button" data-kind="quiet">
          {say('cart.leftIn')}
        </button>
        <button type="submit" name="left" value="forget" className="link min-h-11 cursor-pointer px-2">
          {say('cart.leftForget')}
        </button>
      </p>
    </Form>
  );
}
