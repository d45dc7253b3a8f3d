import { COURIER, isForEverybody, keyOf } from './worth-keeping.ts';

// Of this build, by build-worker.ts: its name, its files, and the script that every page of it begins with.
declare const BUILD_NAME: string;
declare const BUILD_FILES: readonly string[];
declare const BUILD_ENTRY: string;

const FILES = 'files ';
const PAGES = 'pages ';
const MOST_PAGES = 60;
const MOST_PICTURES = 200;
const FRESH = 10 * 60_000; // ms for which a page that is kept need not be asked for again
const OFFLINE = '/offline';
const LANGUAGES = ['en', 'ru'];
const SPOKEN = '/offline?language';

const openFiles = () => caches.open(FILES + BUILD_NAME);
const openPages = () => caches.open(PAGES + BUILD_NAME);

/** Keeps all that the pages of this build are made of, and the one that is shown instead of a page that is not kept. */
export async function keepBuild(): Promise<void> {
  const files = await openFiles();
  await files.addAll(BUILD_FILES);
  const pages = await openPages();
  for (const language of LANGUAGES) {
    const page = await forEverybody(OFFLINE, language);
    // While a release is rolled out another one may answer: this build waits until its own does.
    if (!page) throw new Error('another release has answered');
    await pages.put(`${OFFLINE}?in=${language}`, page);
  }
}

/** Drops what older builds have kept, but for the last one: its pages may be open, and are kept with its files. */
export async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  for (const kind of [FILES, PAGES]) {
    const older = names.filter((name) => name.startsWith(kind) && name !== kind + BUILD_NAME);
    for (const name of older.slice(0, -1)) await caches.delete(name);
  }
}

/** Keeps a page that somebody has seen, as it is for everybody, and the pictures on it. */
export async function keepSeen(url: string, language: string, pictures: readonly string[]): Promise<void> {
  const pages = await openPages();
  await pages.put(SPOKEN, new Response(language));
  if (new URL(url, location.origin).pathname === COURIER.day) await keepShell();
  const key = keyOf(url, location.origin);
  if (!key) return;
  const kept = await pages.match(key, { ignoreVary: true });
  const age = Date.now() - Date.parse(kept?.headers.get('date') ?? '');
  if (age < FRESH && kept?.headers.get('content-language') === language) return;
  const page = await forEverybody(key, language);
  if (!page) return;
  await pages.put(key, page);
  await dropOldest(pages, MOST_PAGES);
  for (const picture of pictures) await keepPicture(new Request(picture), await fetch(picture));
}

/** Keeps what a courier's day is shown by, with the files of the build: other pages do not drive it out. */
async function keepShell(): Promise<void> {
  const files = await openFiles();
  for (const language of LANGUAGES) {
    const page = await forEverybody(COURIER.shell, language);
    if (page) await files.put(`${COURIER.shell}?in=${language}`, page);
  }
}

/** The page as it is for somebody without a cookie, if it is one of this build. */
async function forEverybody(path: string, language: string): Promise<Response | undefined> {
  const page = await fetch(path, { credentials: 'omit', headers: { 'accept-language': language } });
  const ours = isForEverybody(page) && (await page.clone().text()).includes(BUILD_ENTRY);
  return ours ? page : undefined;
}

/** Keeps a picture that was shown; one that the shop does not call public is nobody's to keep. */
export async function keepPicture(request: Request, answer: Response): Promise<void> {
  if (!isForEverybody(answer)) return;
  const pictures = await caches.open('pictures');
  await pictures.put(request, answer);
  await dropOldest(pictures, MOST_PICTURES);
}

async function dropOldest(cache: Cache, most: number): Promise<void> {
  const all = await cache.keys();
  for (const one of all.slice(0, Math.max(0, all.length - most))) await cache.delete(one);
}

/** What is kept under an address, the newest build's first. */
export async function kept(key: string | Request): Promise<Response | undefined> {
  const names = [FILES + BUILD_NAME, PAGES + BUILD_NAME, ...(await caches.keys()).reverse()];
  for (const name of names) {
    const found = await caches.match(key, { cacheName: name, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** What is shown of a page that is not kept; it knows which one was asked for. */
export async function instead({ pathname, search }: URL): Promise<Response> {
  if (pathname === COURIER.day && (await spoken(COURIER.shell))) return Response.redirect(COURIER.shell);
  if (pathname === COURIER.shell) return (await spoken(COURIER.shell)) ?? Response.error();
  if (pathname !== OFFLINE) {
    const from = encodeURIComponent(pathname + search);
    return Response.redirect(`${OFFLINE}?from=${from}`);
  }
  return (await spoken(OFFLINE)) ?? Response.error();
}

/** A page that is kept in every language, in the visitor's. */
async function spoken(path: string): Promise<Response | undefined> {
  const language = (await (await kept(SPOKEN))?.text()) ?? navigator.language.slice(0, 2);
  return kept(`${path}?in=${LANGUAGES.includes(language) ? language : LANGUAGES[0]}`);
}
