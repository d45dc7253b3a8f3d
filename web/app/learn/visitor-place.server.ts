import type { Place, Send } from '@sagashop/lessons/place';
import { answerOf, ask } from '../shop/api.server';
import { cookieOf, SESSION_COOKIE } from '../shop/cookies.server';
import { visitor } from '../shop/session.server';

/** Where a visitor tries lessons, and the cookies of the guest that was made for whoever was nobody. */
interface VisitorPlace {
  place: Place;
  setCookies: [string, string][];
}

/**
 * This shop, as the visitor; whoever is not signed in is made a guest. What was begun goes on when the visitor leaves, so
 * that it is cleaned up. Throws a Refusal when the shop takes no guest.
 */
export async function visitorPlace(request: Request): Promise<VisitorPlace> {
  const send = sendFor(request);
  const user = await visitor(request);
  const session = cookieOf(request, SESSION_COOKIE);
  if (user && session) {
    const owner = user.roles.includes('owner') ? { owner: session } : {};
    return { place: { send, token: session, ...owner }, setCookies: [] };
  }
  const body = { email: 'learner@lessons.example', firstName: 'Learner' };
  const { body: guest, setCookies } = await ask<{ token: string }>(request, '/guests', {
    method: 'POST',
    body,
  });
  return { place: { send, token: guest.token }, setCookies };
}

/** Without the visitor's cookies: a lesson says itself as whom it asks. */
function sendFor(request: Request): Send {
  const headers = new Headers(request.headers);
  headers.delete('cookie');
  const asking = new Request(request.url, { headers });
  return async (method, path, own, body) => {
    const sent = body === undefined ? {} : { body: Buffer.from(body) };
    const answer = await answerOf(asking, path, { method, headers: own, ...sent });
    const header = (name: string) => [answer.headers[name] ?? []].flat()[0] ?? null;
    return { status: answer.status, text: String(answer.body), header };
  };
}
