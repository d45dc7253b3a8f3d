import type { ReactNode } from 'react';
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useLocation,
  useRouteLoaderData,
} from 'react-router';
import { isAdmin } from './admin/is-admin';
import './app.css';
import { isCourier } from './courier/is-courier';
import cyrillic from './fonts/alegreya-cyrillic.woff2?url';
import latin from './fonts/alegreya-latin.woff2?url';
import { ErrorPage } from './frame/error-page';
import { Frame } from './frame/frame';
import { rootData } from './frame/root-data.server';
import { isInside } from './inside/is-inside';
import { LabBanner } from './lab/lab-banner';
import {
  ADMIN_TEXT_FILES,
  COURIER_TEXT_FILES,
  INSIDE_TEXT_FILES,
  TEXT_FILES,
  WORLD_TEXT_FILES,
} from './words/text-files';
import { useWords } from './words/words';
import { isWorld } from './world/is-world';

export const loader = rootData;

/** The frame's data stay while somebody looks around; a form may have changed them, and so does a purchase. */
export function shouldRevalidate({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) {
  const sent = formMethod !== undefined && formMethod !== 'GET';
  return sent || currentUrl.href === nextUrl.href || currentUrl.pathname.startsWith('/checkout');
}

export function Layout({ children }: { children: ReactNode }) {
  const { language, locale } = useWords();
  const data = useRouteLoaderData<typeof loader>('root');
  const { pathname } = useLocation();
  const admin = isAdmin(pathname);
  const inside = isInside(pathname);
  const files = [
    TEXT_FILES,
    ...(admin || inside ? [ADMIN_TEXT_FILES] : []),
    ...(inside ? [INSIDE_TEXT_FILES] : []),
    ...(isWorld(pathname) ? [WORLD_TEXT_FILES] : []),
    ...(isCourier(pathname) ? [COURIER_TEXT_FILES] : []),
  ];
  return (
    <html lang={language} data-locale={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#faf5ea" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1a1814" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" sizes="any" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        {/* The shop's name is in Latin letters in every language. */}
        {(language === 'ru' ? [cyrillic, latin] : [latin]).map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {files.map((texts) => (
          <link
            key={texts[language]}
            rel="preload"
            href={texts[language]}
            as="fetch"
            crossOrigin="anonymous"
          />
        ))}
        <Links />
      </head>
      <body className="flex min-h-dvh flex-col">
        {data?.lab && <LabBanner news={data.lab} />}
        {admin || isCourier(pathname) ? (
          children
        ) : (
          <Frame
            user={data?.user ?? null}
            cart={data?.cart ?? 0}
            cartOwner={data?.cartOwner ?? null}
            categories={data?.categories ?? []}
            more={data?.more ?? false}
            away={data?.categories === null}
          >
            {children}
          </Frame>
        )}
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
