import { dropOlder, instead, keepBuild, keepPicture, keepSeen, kept } from './keeping.ts';
import { keyOf, kindOf } from './worth-keeping.ts';

// What a worker has and a page has not; the library's types of both do not go together.
interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { navigationPreload?: { enable(): Promise<void> } };
}
/** What a page says that is shown. */
export interface Seen {
  seen: string;
  language: string;
  pictures: string[];
}
const worker = self as unknown as Worker;

addEventListener('install', (event) => {
  (event as Extendable).waitUntil(keepBuild().then(() => worker.skipWaiting()));
});

addEventListener('activate', (event) => {
  const begin = async () => {
    await dropOlder();
    await worker.registration.navigationPreload?.enable();
    await worker.clients.claim();
  };
  (event as Extendable).waitUntil(begin());
});

addEventListener('message', (event) => {
  const { seen, language, pictures } = (event as MessageEvent<Seen>).data;
  (event as unknown as Extendable).waitUntil(keepSeen(seen, language, pictures).catch(() => {}));
});

addEventListener('fetch', (event) => {
  const asked = event as Fetching;
  const kind = kindOf(asked.request, location.origin);
  if (kind === 'page') asked.respondWith(page(asked));
  if (kind === 'file' && !isOwnFetch(asked.request)) asked.respondWith(file(asked.request));
  if (kind === 'picture') asked.respondWith(picture(asked));
});

/** A page of the shop; without a connection the one that was seen before, as it is for everybody. */
async function page({ request, preloadResponse }: Fetching): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch {
    const key = keyOf(request.url, location.origin);
    return (key && (await kept(key))) || instead(new URL(request.url));
  }
}

/** A file of a build: it never changes, and an older build's are kept for its pages when the shop has them no more. */
async function file(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

/** What a page's script fetches was begun by its preload, which a browser would not use for it when it came from here. */
const isOwnFetch = ({ destination }: Request) => destination === '' && navigator.onLine;

async function picture(event: Fetching): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keepPicture(event.request, answer.clone()).catch(() => {}));
    return answer;
  } catch {
    return (await kept(event.request)) ?? Response.error();
  }
}
