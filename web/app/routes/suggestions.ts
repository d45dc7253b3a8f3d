import type { LoaderFunctionArgs } from 'react-router';
import { orNothing } from '../shop/api.server';
import { suggestions } from '../shop/catalogue.server';

/** What may be meant by what has been typed so far, for the search field. Nothing when nobody answers. */
export async function loader({ request }: LoaderFunctionArgs) {
  const typed = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 200);
  return { items: (typed && (await orNothing(suggestions(request, typed, 8)))) || [] };
}
