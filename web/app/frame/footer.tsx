import { Link, useLocation } from 'react-router';
import { isInside } from '../inside/is-inside';
import type { Category } from '../shop/api-types';
import { LANGUAGES, NAMES } from '../words/languages';
import { useWords } from '../words/words';

/** The end of every page: shelves, help, languages. */
export function Footer({
  categories,
  more,
  inside,
}: {
  categories: Category[];
  more: boolean;
  inside: boolean;
}) {
  const { say } = useWords();
  return (
    <footer className="border-t border-line bg-card">
      <div className="page grid gap-x-10 gap-y-8 py-10 sm:grid-cols-2 md:grid-cols-[2fr_1fr_1fr_auto]">
        <div className="max-w-sm">
          <p className="font-display text-2xl leading-tight">{say('shop.promise')}</p>
          <p className="mt-3 text-soft">{say('footer.promise')}</p>
        </div>
        <Column
          title={say('header.categories')}
          links={[
            ...categories.map((one): [string, string] => [`/c/${one.slug}`, one.name]),
            ...(more ? [['/shelves', say('shelves.all')] as [string, string]] : []),
          ]}
        />
        <Column
          title={say('footer.help')}
          links={[
            ['/search', say('footer.search')],
            ['/track', say('track.title')],
            ['/terms', say('footer.terms')],
            ['/privacy', say('footer.privacy')],
            ['/learn', say('footer.learn')],
            ...(inside ? [['/system', say('footer.system')] as [string, string]] : []),
          ]}
        />
        <Languages />
      </div>
      <p className="page pb-8 text-sm text-soft">{say('footer.pictures')}</p>
    </footer>
  );
}

function Column({ title, links }: { title: string; links: [string, string][] }) {
  if (links.length === 0) return null;
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <ul className="mt-2">
        {links.map(([to, text]) => (
          <li key={to}>
            <Link
              to={to}
              reloadDocument={isInside(to)}
              className="inline-block py-1 text-soft hover:text-ink hover:underline"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A language is chosen by the address; the answer keeps it in a cookie. `inline`: in one line, without a title. */
export function Languages({ inline = false }: { inline?: boolean }) {
  const { language, say } = useWords();
  const { pathname, search } = useLocation();
  const to = (other: string) => {
    const query = new URLSearchParams(search);
    query.set('lang', other);
    return `${pathname}?${query}`;
  };
  return (
    <nav aria-label={say('header.language')}>
      {!inline && <p className="font-semibold">{say('header.language')}</p>}
      <ul className={inline ? 'flex gap-4' : 'mt-2'}>
        {LANGUAGES.map((other) => (
          <li key={other}>
            <a
              href={to(other)}
              lang={other}
              hrefLang={other}
              aria-current={other === language ? 'true' : undefined}
              className="inline-block py-1 text-soft hover:text-ink hover:underline aria-[current=true]:font-semibold aria-[current=true]:text-ink"
            >
              {NAMES[other]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
