import { parseCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Over https a browser takes a cookie of this name from the shop's own host alone, for every path and over TLS only:
 * no neighbour on another sub-domain, and nobody who changes plain http on its way, can put one under it.
 */
const HOST = '__Host-';

/** The name under which a browser keeps a cookie of the shop. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? HOST + name : name;
}

/**
 * Whether a visitor reaches the shop over TLS, so that cookies may travel over nothing else: its public address says
 * so, or a proxy that is trusted (Fastify's `protocol` believes no other).
 */
export function isSecure(request: { protocol: string }, publicUrl?: string): boolean {
  return request.protocol === 'https' || (publicUrl?.startsWith('https:') ?? false);
}

/**
 * The value of a cookie of the shop in a `Cookie` header; undefined for none. The name of https counts more. The plain
 * one is read there as well, for what the release before has set; the next release need not.
 */
export function cookieValue(header: string | null | undefined, name: string): string | undefined {
  const sent = cookiesIn(header);
  return sent[HOST + name] ?? sent[name];
}

/** A `Set-Cookie` that scripts cannot read and other sites' forms do not send. `life` in seconds; 0 takes it away. */
export function cookieText(name: string, value: string, how: { life: number; secure: boolean }): string {
  const { life, secure } = how;
  const text = `${cookieName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}`;
  return secure ? `${text}; Secure` : text;
}

/**
 * Has the visitor's browser keep a cookie of the shop for `life` seconds, or with `''` take it away. `publicUrl` is the
 * shop's own address, when it was told one.
 */
export function keepCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: { name: string; value: string; life: number; publicUrl: string | undefined },
): void {
  const { name, value, publicUrl } = cookie;
  const how = { life: value === '' ? 0 : cookie.life, secure: isSecure(request, publicUrl) };
  const set = withoutPlain(request.headers.cookie, [cookieText(name, value, how)]);
  for (const one of set) reply.header('set-cookie', one);
}

/**
 * The `Set-Cookie`s of an answer, and for each name of https one more that takes away what the browser has sent under
 * the plain name: it would come to life again when the new one ends.
 */
export function withoutPlain(header: string | null | undefined, set: readonly string[]): string[] {
  const sent = cookiesIn(header);
  const older = set.flatMap((cookie) => {
    const name = cookie.startsWith(HOST) ? cookie.slice(HOST.length, cookie.indexOf('=')) : '';
    return name && sent[name] !== undefined ? [`${name}=; Path=/; Max-Age=0`] : [];
  });
  return [...set, ...older];
}

/** The cookies in a `Cookie` header by their names, their values as they were sent; of one name the first counts. */
export function cookiesIn(header: string | null | undefined): Record<string, string | undefined> {
  return header ? parseCookie(header, { decode: (value) => value }) : {};
}
