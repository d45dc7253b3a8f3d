import { type ActionFunctionArgs, redirect } from 'react-router';
import { pay } from '../shop/pay.server';
import { visitor } from '../shop/session.server';

/**
 * Where Pay sends to, by a script or by the browser itself. A script is told where to go on; when nobody can say yet
 * whether there is an order, it is told so and asks again with the same key.
 */
export async function action({ request }: ActionFunctionArgs) {
  const scripted = request.headers.get('accept') === 'application/json';
  const user = await visitor(request);
  const form = await request.formData();
  const outcome = user ? await pay(request, user, form) : { to: '/sign-in?to=/checkout/review', cookies: [] };
  if ('unknown' in outcome) {
    return scripted
      ? Response.json({ unknown: true }, { status: 503, headers: outcome.cookies })
      : redirect('/checkout/review', { headers: outcome.cookies });
  }
  const { to, cookies } = outcome;
  return scripted ? Response.json({ to }, { headers: cookies }) : redirect(to, { headers: cookies });
}

export function loader() {
  return redirect('/checkout/review');
}
