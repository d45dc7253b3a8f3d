const BROKEN = '\ud800'; // half a surrogate: the door for text refuses it by its field's name

/**
 * The parameters of a query string, percent-encoded or as bare UTF-8, each of its name in an array where there are
 * several. A percent sign that encodes nothing is one; bytes that are no UTF-8 make no text, which is refused where
 * texts are tidied.
 */
export function parseQueryString(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  // Node hands on bytes beyond ASCII as Latin-1.
  const ascii = text.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  for (const pair of ascii.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decoded(pair.slice(equals + 1));
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}

function decoded(part: string): string {
  const blanks = part.replaceAll('+', ' ');
  if (!blanks.includes('%')) return blanks;
  try {
    return decodeURIComponent(blanks.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return BROKEN;
  }
}
