import { type ReactNode, useSyncExternalStore } from 'react';
import { useLocation, useNavigation } from 'react-router';
import { type UnsentAdd, useUnsent } from '../cart/unsent-adds';
import { UnsentNote } from '../cart/unsent-note';
import { useKnownCount } from '../cart/use-known-count';
import { useDocuments } from '../offline/use-documents';
import type { Category } from '../shop/api-types';
import { useWords } from '../words/words';
import { CheckoutFooter, CheckoutHeader, isCheckout } from './checkout-frame';
import { useFocusOnNewPage } from './focus-on-new-page';
import { Footer } from './footer';
import { useFreshAtBack } from './fresh-at-back';
import { Header } from './header';
import { SkipLink } from './skip-link';

interface Props {
  user: { name: string; staff: boolean; inside: boolean } | null;
  /** How many things are in the cart. */
  cart: number;
  /** Whose cart it is; null for a guest's. */
  cartOwner: string | null;
  categories: Category[];
  /** Whether there are more of them than stand here. */
  more: boolean;
  /** Whether the catalogue did not answer. */
  away: boolean;
  children: ReactNode;
}

/** What stands around every page: skip link, header, banner, footer. */
export function Frame({ user, cart, cartOwner, categories, more, away, children }: Props) {
  const { say } = useWords();
  const offline = useOffline();
  const unsent = useUnsent(cartOwner);
  const known = useKnownCount(cart, offline);
  const held = useDocuments(offline);
  useFocusOnNewPage();
  useFreshAtBack(user !== null);
  const busy = useNavigation().state !== 'idle';
  const buying = isCheckout(useLocation().pathname);
  return (
    <>
      <SkipLink />
      {busy && (
        <div role="status" className="progress">
          <span className="sr-only">{say('loading')}</span>
        </div>
      )}
      {buying ? (
        <CheckoutHeader />
      ) : (
        <Header user={user} cart={known} unsent={quantityIn(unsent)} categories={categories} more={more} />
      )}
      {(away || offline) && (
        <p role="status" className="bg-tone px-4 py-2.5 text-center text-sm font-medium">
          {say(offline ? 'banner.offline' : 'banner.away')}
        </p>
      )}
      {held && (
        <p role="alert" className="bg-ember px-4 py-2.5 text-center text-sm font-medium text-card">
          {say('offline.notSent')}
        </p>
      )}
      <UnsentNote unsent={unsent} />
      <main id="content" tabIndex={-1} className="page grow pb-20 pt-6 outline-none md:pt-10">
        {children}
      </main>
      {buying ? (
        <CheckoutFooter />
      ) : (
        <Footer categories={categories} more={more} inside={user?.inside ?? false} />
      )}
    </>
  );
}

const quantityIn = (adds: readonly UnsentAdd[]) => adds.reduce((sum, { quantity }) => sum + quantity, 0);

/** Whether the browser knows that it has no network. */
function useOffline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => !navigator.onLine,
    () => false,
  );
}
