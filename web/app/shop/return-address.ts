const HERE = 'http://shop.invalid';
const DATA = '.data';
const LONGEST = 2_000; // letters; nobody's page has more
/** To come back to one of these would be to stay at the door, or to go out of it; the API shows no pages. */
const NO_RETURN = /^\/(?:sign-(?:in|up|out)|api|checkout\/(?:pay|top-up))(?:\/|$)/;

/**
 * The address of the page that a request is for. A script asks for a page's data, and sends its forms, at an address
 * of React Router's own making (`/cart.data?_routes=…`), which shows nobody anything.
 */
export function pageAddress({ pathname, search }: { pathname: string; search: string }): string {
  let page = pathname;
  while (page.endsWith(DATA)) page = page.slice(0, -DATA.length);
  if (page !== pathname) page = page.replace(/\/_(?:root)?$/, '/');
  const query = new URLSearchParams(search);
  const asked = query.size;
  query.delete('_routes');
  // `?index` says which of two routes a form is for; a value of that name would be somebody's own.
  query.delete('index', '');
  const kept = query.size === asked ? search : query.size > 0 ? `?${query}` : '';
  return (page || '/') + kept;
}

/**
 * A page of ours to go on to after a form; `otherwise` for everything else. What a browser would make of `wanted` is
 * judged, never its letters: dots, backslashes, line ends and escapes are gone by then.
 */
export function safePath(wanted: unknown, otherwise = '/'): string {
  if (typeof wanted !== 'string' || wanted.length > LONGEST || !wanted.startsWith('/')) return otherwise;
  const url = URL.parse(wanted, HERE);
  if (url?.origin !== HERE) return otherwise;
  const path = pageAddress(url);
  const again = URL.parse(path, HERE);
  // Two slashes at its beginning, or dots that are left, would be another address for whoever resolves it next.
  const lasts = again?.origin === HERE && again.pathname + again.search === path;
  return lasts && !NO_RETURN.test(again.pathname) ? path : otherwise;
}
