import { Form } from 'react-router';
import { useWords } from '../words/words';

interface Props {
  /** Of the variant, or of a product without any. */
  id: string;
  /** Under which reminder its visitor waits for it, if they do. */
  waits: string | undefined;
}

/** One press to be told when what is sold out is there again, or not to be told; who is unknown is asked for an address then. */
export function TellMe({ id, waits }: Props) {
  const { say } = useWords();
  return (
    <Form method="post" action="/back-in-stock" preventScrollReset className="mt-6">
      <input type="hidden" name="product" value={id} />
      <p role="status" className="mb-3 font-medium text-pine empty:hidden">
        {waits && say('reminder.waits')}
      </p>
      <button
        type="submit"
        name={waits ? 'stop' : 'ask'}
        value={waits ?? '1'}
        className="button w-full"
        data-kind={waits ? 'quiet' : undefined}
      >
        {say(waits ? 'reminder.stop' : 'reminder.ask')}
      </button>
    </Form>
  );
}
