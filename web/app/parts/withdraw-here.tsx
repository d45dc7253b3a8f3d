import { Form } from 'react-router';
import { useWords } from '../words/words';

interface Props {
  number: string;
  email: string;
  /** Whoever is known to be its customer. */
  name?: string | undefined;
}

/** The way to withdraw from an order's contract: what is confirmed stands on the next page. */
export function WithdrawHere({ number, email, name }: Props) {
  const { say } = useWords();
  return (
    <Form method="post" action="/withdraw" className="mt-6 print:hidden">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="email" value={email} />
      {name && <input type="hidden" name="name" value={name} />}
      <button type="submit" className="button" data-kind="quiet">
        {say('withdraw.here')}
      </button>
    </Form>
  );
}
