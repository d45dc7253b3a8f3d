import { Link, type LinkProps } from 'react-router';
import { SearchBox } from '../parts/search-box';
import type { Category } from '../shop/api-types';
import { useWords } from '../words/words';
import { CartIcon, Mark, OfficeIcon, PersonIcon } from './icons';
import { ShelfBar } from './shelf-bar';

interface Props {
  user: { name: string; staff: boolean } | null;
  cart: number;
  /** How many things wait to be put in, without a connection. */
  unsent: number;
  categories: Category[];
  more: boolean;
}

/** The top of every page: name, search, account, cart and the shelves. */
export function Header({ user, cart, unsent, categories, more }: Props) {
  const { say, count } = useWords();
  return (
    <header className="border-b border-line bg-card">
      <div className="page flex flex-wrap items-center gap-x-3 gap-y-3 py-3 md:flex-nowrap md:gap-x-8">
        <Link to="/" className="flex items-center gap-2.5 font-display text-[min(1.5rem,9vw)] leading-none">
          <Mark className="size-9" />
          {say('shop.name')}
        </Link>
        <div className="order-last w-full md:order-none md:w-auto md:grow">
          <SearchBox />
        </div>
        <nav aria-label={say('header.account')} className="ml-auto flex items-center gap-1 md:ml-0">
          {user?.staff && (
            <HeaderLink to="/admin" text={say('header.admin')} reloadDocument>
              <OfficeIcon className="size-6" />
            </HeaderLink>
          )}
          <HeaderLink to={user ? '/account' : '/sign-in'} text={user ? user.name : say('header.signIn')}>
            <PersonIcon className="size-6" />
          </HeaderLink>
          <HeaderLink to="/cart" text={say('header.cart')}>
            <span className={`relative ${cart + unsent > 0 ? 'mr-1.5' : ''}`}>
              <CartIcon className="size-6" />
              {cart > 0 && (
                <Badge text={cart > 99 ? '99+' : String(cart)} said={count('cart.things', cart)} />
              )}
              {unsent > 0 && <Badge waits text={`+${unsent}`} said={count('unsent.count', unsent)} />}
            </span>
          </HeaderLink>
        </nav>
      </div>
      {categories.length > 0 && <ShelfBar categories={categories} more={more} />}
    </header>
  );
}

/** A number at the cart's corner, and what it says; what waits to be sent stands below. */
function Badge({ text, said, waits = false }: { text: string; said: string; waits?: boolean }) {
  const look = waits ? 'top-4 bg-ember text-card' : '-top-2 bg-pine text-on-pine';
  return (
    <span className={`absolute -right-2.5 min-w-5 rounded-full px-1 text-center text-xs/5 font-bold ${look}`}>
      <span aria-hidden="true">{text}</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}

function HeaderLink({ text, children, ...link }: { text: string } & LinkProps) {
  return (
    <Link
      {...link}
      className="flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full px-2.5 hover:bg-tone"
    >
      {children}
      <span className="max-w-28 truncate text-sm font-medium max-sm:sr-only">{text}</span>
    </Link>
  );
}
