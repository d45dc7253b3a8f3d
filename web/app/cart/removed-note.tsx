import { Form } from 'react-router';
import { useWords } from '../words/words';

/** What was taken out by the page before, without a script, with the form that puts it back. */
export interface RemovedBefore {
  name: string | null;
  /** The line as the cart writes it. */
  restore: string;
}

/** Says what was taken out, and puts it back. */
export function RemovedNote({ name, restore }: RemovedBefore) {
  const { say } = useWords();
  const shown = name ?? say('cart.goneName');
  return (
    <Form method="post" className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-1">
      <span role="status" className="min-w-0 text-soft">
        {say('cart.removed', { name: shown })}
      </span>
      <input type="hidden" name="restore" value={restore} />
      <button
        type="submit"
        aria-label={say('cart.undoOf', { name: shown })}
        className="link min-h-11 cursor-pointer px-2 font-medium"
      >
        {say('cart.undo')}
      </button>
    </Form>
  );
}
