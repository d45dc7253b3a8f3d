import { redirect } from 'react-router';
import { Refusal } from './api.server';

/**
 * A page of a list whose place stands in the page's address. The address may be old: kept as a bookmark, from before
 * the order was chosen anew, or cut short. Who comes with a place that the list does not know begins at its first page.
 */
export async function orFirstPage<T>(request: Request, list: Promise<T>): Promise<T> {
  return list.catch((error: unknown) => {
    const url = new URL(request.url);
    if (!url.searchParams.has('cursor') || !isOfCursor(error)) throw error;
    url.searchParams.delete('cursor');
    url.searchParams.delete('_routes');
    throw redirect(url.pathname.replace(/\.data$/, '') + url.search);
  });
}

function isOfCursor(error: unknown): boolean {
  if (!(error instanceof Refusal) || error.code !== 'validation_failed') return false;
  const errors = error.body['errors'];
  return Array.isArray(errors) && errors.some(({ path }: { path: string }) => path === 'cursor');
}
