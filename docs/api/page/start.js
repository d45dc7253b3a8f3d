// Opens the reference on this shop's own description. A file of its own, because the page's
// Content-Security-Policy runs no inline scripts.

/** Ids in the examples, and where one that is really there can be read: by anyone, and by who is signed in. */
const SHOWN = [
  ['019a0000-0000-7000-8000-000000000001', '/api/products?sort=price&limit=1', ({ items }) => items[0]?.id],
  ['019a0000-0000-7000-8000-000000000002', '/api/categories?limit=1', ({ items }) => items[0]?.id],
];
const OWN = [
  ['019a0000-0000-7000-8000-000000000003', '/api/orders?limit=1', ({ items }) => items[0]?.id],
  ['019a0000-0000-7000-8000-000000000004', '/api/session', ({ user }) => user.id],
  ['019a0000-0000-7000-8000-000000000006', '/api/users/me/addresses?limit=1', ({ items }) => items[0]?.id],
  ['019a0000-0000-7000-8000-000000000007', '/api/mails?limit=1', ({ items }) => items[0]?.id],
];
const SIGNED_IN = 'sagashop-signed-in';

/** The description, with examples that can be sent as they stand: ids of this shop, names and keys not used yet. */
async function describe() {
  let text = await (await fetch('/api/openapi.json')).text();
  const examples = sessionStorage.getItem(SIGNED_IN) ? [...SHOWN, ...OWN] : SHOWN;
  for (const [example, path, idOf] of examples) {
    const response = await fetch(path);
    const id = response.ok ? idOf(await response.json()) : undefined;
    if (id) text = text.replaceAll(example, id);
  }
  const fresh = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  return text.replaceAll('reader-0000', `reader-${fresh.join('')}`);
}

/**
 * Sends what the reader tries. Who signed in here has a cookie, which the browser adds by itself; a bearer
 * token that nobody filled in must not stand in its way.
 */
async function send(input, init) {
  const request = new Request(input, init);
  if (/^Bearer\s*$/i.test(request.headers.get('authorization') ?? ''))
    request.headers.delete('authorization');
  const response = await fetch(request);
  if (response.ok && request.url.endsWith('/api/session')) {
    if (request.method === 'DELETE') sessionStorage.removeItem(SIGNED_IN);
    else sessionStorage.setItem(SIGNED_IN, 'yes');
  }
  return response;
}

globalThis.Scalar.createApiReference('#api', {
  content: await describe(),
  customFetch: send,
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  documentDownloadType: 'json',
  defaultOpenAllTags: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
});
