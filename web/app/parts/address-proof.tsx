import { Form } from 'react-router';
import { useWords } from '../words/words';

/** Whether somebody has shown that their e-mail address is theirs, and a button that has the link sent again. */
export function AddressProof({ verified }: { verified: boolean }) {
  const { say } = useWords();
  if (verified) return <p className="mt-4 text-soft">{say('verify.known')}</p>;
  return (
    <Form method="post" action="/account/verification" className="mt-4 flex flex-wrap items-center gap-3">
      <p>{say('verify.unknown')}</p>
      <button type="submit" className="button" data-kind="quiet">
        {say('verify.again')}
      </button>
    </Form>
  );
}
