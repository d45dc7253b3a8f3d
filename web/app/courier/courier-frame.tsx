import type { ReactNode } from 'react';
import { Mark } from '../frame/icons';
import { SkipLink } from '../frame/skip-link';
import { useWords } from '../words/words';

/** What stands around a courier's pages: little, for a phone in one hand. */
export function CourierFrame({
  leave,
  children,
}: {
  leave?: (() => unknown) | undefined;
  children: ReactNode;
}) {
  const { say } = useWords();
  return (
    <div className="courier">
      <SkipLink />
      <header className="courier-top">
        <a href="/courier" className="courier-home">
          <Mark className="size-7" />
          {say('courier.title')}
        </a>
        <form method="post" action="/sign-out" onSubmit={() => void leave?.()}>
          <button type="submit" className="courier-out">
            {say('account.signOut')}
          </button>
        </form>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
