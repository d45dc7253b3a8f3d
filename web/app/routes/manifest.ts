import type { LoaderFunctionArgs } from 'react-router';
import { languageOf } from '../words/language-of.server';
import { textsOf } from '../words/texts.server';

/** The shop as an app on a home screen. */
export function loader({ request }: LoaderFunctionArgs) {
  const language = languageOf(request);
  const texts = textsOf(language);
  const manifest = {
    name: texts['shop.name'],
    short_name: texts['shop.name'],
    description: texts['shop.description'],
    lang: language,
    start_url: '/',
    display: 'browser',
    background_color: '#faf5ea',
    theme_color: '#faf5ea',
    icons: [
      { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
  return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } });
}
