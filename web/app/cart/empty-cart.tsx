import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { SmallPage } from '../parts/small-page';
import { useWords } from '../words/words';

interface Props {
  /** Whether there is something in it whose prices cannot be had. */
  away: boolean;
  children: ReactNode;
}

/** The page of a cart without anything to show. */
export function EmptyCart({ away, children }: Props) {
  const { say } = useWords();
  return (
    <SmallPage
      title={say(away ? 'cart.title' : 'cart.empty')}
      lead={say(away ? 'cart.away' : 'cart.emptyHelp')}
      picture
    >
      {children}
      <Link to={away ? '/cart' : '/search'} className="button mt-7" reloadDocument={away}>
        {say(away ? 'error.again' : 'home.look')}
      </Link>
    </SmallPage>
  );
}
