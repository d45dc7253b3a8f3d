import { useWords } from '../words/words';
import { BecomeMember } from './become-member';

/** Offers a guest an account; `to` is the page on which it stands. */
export function GuestAccount({ email, to }: { email: string; to: string }) {
  const { say } = useWords();
  return (
    <section className="rounded-card border border-line bg-card p-6 print:hidden">
      <h2 className="text-heading">{say('signUp.title')}</h2>
      <p className="mt-1 text-soft wrap-anywhere">{say('member.lead', { address: email })}</p>
      <BecomeMember email={email} to={to} />
    </section>
  );
}
