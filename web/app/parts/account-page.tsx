import type { ReactNode } from 'react';
import { Form, NavLink } from 'react-router';
import { Head } from '../frame/head';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';

const PLACES: [string, keyof Texts][] = [
  ['/account', 'profile.title'],
  ['/account/addresses', 'addresses.title'],
  ['/orders', 'orders.title'],
  ['/account/money', 'money.title'],
  ['/account/messages', 'messages.title'],
  ['/account/sessions', 'sessions.title'],
  ['/account/leave', 'leave.title'],
];

/** A page of a member's account, with the way to the others. */
export function AccountPage({ title, children }: { title: string; children: ReactNode }) {
  const { say } = useWords();
  return (
    <div className="grid items-start gap-x-12 gap-y-6 md:grid-cols-[13rem_1fr]">
      <Head title={title} description={say('shop.description')} index={false} />
      <nav aria-label={say('account.title')}>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 md:flex-col">
          {PLACES.map(([to, text]) => (
            <li key={to}>
              <NavLink
                end
                to={to}
                className="inline-block py-1.5 text-soft hover:text-ink hover:underline aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                {say(text)}
              </NavLink>
            </li>
          ))}
          <li>
            {/* With a new document: nothing of theirs stays in this one. */}
            <Form method="post" action="/sign-out" reloadDocument>
              <button
                type="submit"
                className="cursor-pointer py-1.5 text-soft hover:text-ink hover:underline"
              >
                {say('account.signOut')}
              </button>
            </Form>
          </li>
        </ul>
      </nav>
      <div className="max-w-2xl">
        <h1 className="text-title">{title}</h1>
        {children}
      </div>
    </div>
  );
}
