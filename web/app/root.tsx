import type { ReactNode } from 'react';
import {
  isRouteErrorResponse,
  Links,
  type LoaderFunctionArgs,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useRouteLoaderData,
} from 'react-router';
import './app.css';
import cyrillic from './fonts/alegreya-cyrillic.woff2?url';
import latin from './fonts/alegreya-latin.woff2?url';
import { ErrorPage } from './frame/error-page';
import { Frame } from './frame/frame';
import { orNothing } from './shop/api.server';
import { cartCount, leftOver } from './shop/cart.server';
import { categories as allCategories } from './shop/catalogue.server';
import { visitor } from './shop/session.server';
import { TEXT_FILES } from './words/text-files';
import { useWords } from './words/words';

/** So many shelves stand on every page; a page of its own has them all. */
const MOST_SHELVES = 24;

/** What every page shows in its frame. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [user, shelves] = await Promise.all([visitor(request), orNothing(allCategories(request))]);
  const shown = user && { name: user.firstName || user.username };
  const cart = cartCount(request);
  const more = (shelves?.length ?? 0) > MOST_SHELVES;
  const categories = shelves?.slice(0, MOST_SHELVES) ?? null;
  const left = leftOver(request).length;
  return { user: shown, cart, left, categories, more, origin: new URL(request.url).origin };
}

/** The frame's data stay while somebody looks around; a form may have changed them, and so does a purchase. */
export function shouldRevalidate({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) {
  const sent = formMethod !== undefined && formMethod !== 'GET';
  return sent || currentUrl.href === nextUrl.href || currentUrl.pathname.startsWith('/checkout');
}

export function Layout({ children }: { children: ReactNode }) {
  const { language, locale } = useWords();
  const data = useRouteLoaderData<typeof loader>('root');
  return (
    <html lang={language} data-locale={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#faf5ea" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1a1814" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        {/* The shop's name is in Latin letters in every language. */}
        {(language === 'ru' ? [cyrillic, latin] : [latin]).map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        <link rel="preload" href={TEXT_FILES[language]} as="fetch" crossOrigin="anonymous" />
        <Links />
      </head>
      <body className="flex min-h-dvh flex-col">
        <Frame
          user={data?.user ?? null}
          cart={data?.cart ?? 0}
          categories={data?.categories ?? []}
          more={data?.more ?? false}
          away={data?.categories === null}
        >
          {children}
        </Frame>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />;
}
