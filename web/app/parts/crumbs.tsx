import { Link } from 'react-router';
import { useWords } from '../words/words';

/** The way to this page; the last one is the page itself. */
export function Crumbs({ trail }: { trail: { name: string; to: string }[] }) {
  const { say } = useWords();
  return (
    <nav aria-label={say('crumbs')} className="mb-4 text-sm text-soft">
      <ol className="flex flex-wrap gap-x-2">
        {[{ name: say('crumbs.home'), to: '/' }, ...trail].map(({ name, to }, at) => (
          <li key={to} className="flex gap-x-2">
            {at > 0 && <span aria-hidden="true">›</span>}
            {at === trail.length ? (
              <span aria-current="page">{name}</span>
            ) : (
              <Link to={to} className="hover:text-ink hover:underline">
                {name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The same for machines, as schema.org has it. */
export function crumbData(origin: string, home: string, trail: { name: string; to: string }[]): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [{ name: home, to: '/' }, ...trail].map(({ name, to }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: origin + to,
    })),
  };
}
