import type { LoaderFunctionArgs } from 'react-router';

const FOR_ONE = [
  '/account',
  '/cart',
  '/checkout',
  '/orders',
  '/sign-in',
  '/sign-up',
  '/track',
  '/admin',
  '/api',
];

/** What machines may read: everything that is the same for everybody. */
export function loader({ request }: LoaderFunctionArgs) {
  const lines = ['User-agent: *', ...FOR_ONE.map((path) => `Disallow: ${path}`)];
  const text = [...lines, '', `Sitemap: ${new URL('/sitemap.xml', request.url).href}`, ''].join('\n');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
