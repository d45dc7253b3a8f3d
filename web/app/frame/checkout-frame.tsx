import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { Languages } from './footer';
import { Mark } from './icons';

/** Whether a page is a step of the checkout: its frame has nothing that leads elsewhere by accident. */
export function isCheckout(pathname: string): boolean {
  return pathname === '/checkout' || pathname.startsWith('/checkout/');
}

/** The top of the checkout: the name, help, and the way back to the cart. */
export function CheckoutHeader() {
  const { say } = useWords();
  const { pathname } = useLocation();
  return (
    <header className="relative border-b border-line bg-card">
      <div className="page flex flex-wrap items-center gap-x-2 gap-y-1 py-3 sm:gap-x-4">
        <Link to="/" className="mr-auto flex items-center gap-2.5 font-display text-2xl leading-none">
          <Mark className="size-9" />
          {say('shop.name')}
        </Link>
        <Link to="/cart" className="link inline-flex min-h-11 items-center px-1 max-sm:text-[0.9rem]">
          {say('checkout.toCart')}
        </Link>
        {/* Closed again on the next step. */}
        <details key={pathname} className="sm:relative">
          <summary className="link flex min-h-11 list-none items-center px-1 max-sm:text-[0.9rem]">
            {say('checkout.help')}
          </summary>
          <ul className="absolute inset-x-4 top-full z-20 space-y-3 sm:left-auto sm:right-0 sm:w-72 rounded-card border border-edge bg-card p-5">
            <li>{say('help.whole')}</li>
            <li>{say('help.cancel')}</li>
            <li>{say('help.kept')}</li>
          </ul>
        </details>
      </div>
    </header>
  );
}

/** The end of a step of the checkout: what somebody may want to read before they buy, and the languages. */
export function CheckoutFooter() {
  const { say } = useWords();
  return (
    <footer className="border-t border-line">
      <div className="page flex flex-wrap items-baseline gap-x-6 gap-y-1 py-5 text-sm">
        <Link to="/terms" className="py-1 text-soft hover:text-ink hover:underline">
          {say('footer.terms')}
        </Link>
        <Link to="/privacy" className="py-1 text-soft hover:text-ink hover:underline">
          {say('footer.privacy')}
        </Link>
        <div className="sm:ml-auto">
          <Languages inline />
        </div>
      </div>
    </footer>
  );
}
