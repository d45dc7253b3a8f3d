import { useLocation, useRouteLoaderData } from 'react-router';
import { CARD_SIZE } from '../cards/card-size';
import { LANGUAGES } from '../words/languages';
import { useWords } from '../words/words';
import type { rootData } from './root-data.server';

interface Props {
  title: string;
  description: string;
  /** Whether search engines shall know the page. */
  index?: boolean;
  /** The query values that make it a page of its own. */
  keep?: readonly string[];
  /** The address of its sharing card; the whole shop's unless it has one of its own. */
  card?: string | undefined;
  kind?: 'website' | 'product';
  /** What it says about itself to machines, as schema.org has it. */
  data?: object[];
}

/** What a page says of itself in its head. React puts each of these into the document's head. */
export function Head(props: Props) {
  const { title, description, index = true, keep = [], kind = 'website', data = [] } = props;
  const { say, language } = useWords();
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<typeof rootData>('root');
  const origin = root?.origin ?? '';
  const card = props.card ?? root?.card;
  const asked = new URLSearchParams(search);
  const address = (lang?: string | null) => {
    const query = new URLSearchParams(
      keep.flatMap((name) => asked.getAll(name).map((value) => [name, value])),
    );
    if (lang) query.set('lang', lang);
    return `${origin}${pathname}${query.size > 0 ? `?${query}` : ''}`;
  };
  const full = pathname === '/' ? `${say('shop.name')} – ${title}` : `${title} – ${say('shop.name')}`;
  return (
    <>
      <title>{full}</title>
      <meta name="description" content={description} />
      {!index && <meta name="robots" content="noindex" />}
      {index && <link rel="canonical" href={address(asked.get('lang'))} />}
      {index &&
        LANGUAGES.map((other) => <link key={other} rel="alternate" hrefLang={other} href={address(other)} />)}
      {index && <link rel="alternate" hrefLang="x-default" href={address()} />}
      <meta property="og:title" content={full} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content={kind} />
      <meta property="og:url" content={address()} />
      <meta property="og:site_name" content={say('shop.name')} />
      <meta property="og:locale" content={language === 'ru' ? 'ru_RU' : 'en_GB'} />
      {card && <SharingCard address={origin + card} alt={title} />}
      {data.map((one, at) => (
        <script
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of a page never changes its order
          key={at}
          type="application/ld+json"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which nothing can close the element
          dangerouslySetInnerHTML={{ __html: JSON.stringify(one).replaceAll('<', '\\u003c') }}
        />
      ))}
    </>
  );
}

/** What is shown of a page where somebody passes its address on. */
function SharingCard({ address, alt }: { address: string; alt: string }) {
  return (
    <>
      <meta property="og:image" content={address} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(CARD_SIZE.width)} />
      <meta property="og:image:height" content={String(CARD_SIZE.height)} />
      <meta property="og:image:alt" content={alt} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
