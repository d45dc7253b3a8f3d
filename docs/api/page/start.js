// Opens the reference on this shop's own description. A file of its own, because the page's
// Content-Security-Policy runs no inline scripts.

/** Ids of the examples, and where one that is really there can be read. */
const EXAMPLES = [
  ['019a0000-0000-7000-8000-000000000001', '/api/products?sort=price&limit=1'],
  ['019a0000-0000-7000-8000-000000000002', '/api/categories?limit=1'],
];

/** The id of the first item of a list; nothing when there is none. */
async function firstId(path) {
  const response = await fetch(path);
  return response.ok ? (await response.json()).items[0]?.id : undefined;
}

/** The description, with examples that can be sent as they stand: ids of this shop, names and keys not used yet. */
async function describe() {
  let text = await (await fetch('/api/openapi.json')).text();
  for (const [example, path] of EXAMPLES) {
    const id = await firstId(path).catch(() => undefined);
    if (id) text = text.replaceAll(example, id);
  }
  const fresh = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0'));
  return text.replaceAll('reader-0000', `reader-${fresh.join('')}`);
}

globalThis.Scalar.createApiReference('#api', {
  content: await describe(),
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
