import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const FRESH = 5_000; // ms that a page for nobody in particular is shown to others
const MOST_BYTES = 24_000_000;
const MOST_PAGE = 1_000_000; // a longer one is not kept
const WORTH = 1_000; // bytes; below that nothing is packed

// Here and now: a page takes 0.1 ms to pack, no more than handing it to another thread and back.
const packers = {
  br: (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes: Buffer) => gzipSync(bytes, { level: 5 }),
};

export type Packing = keyof typeof packers;

/** An answer as it is sent, and the same packed, once somebody has asked for that. */
export interface Page {
  status: number;
  headers: Record<string, string | string[]>;
  plain: Buffer;
  packed: Partial<Record<Packing, Buffer>>;
  until: number;
}

/** The packing to answer with, of those that a browser takes. */
export function packingFor(accepted: string | undefined): Packing | undefined {
  if (!accepted) return undefined;
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\b)/.test(accepted)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\b)/.test(accepted) ? 'gzip' : undefined;
}

/** A page's bytes in a packing; packed once, however many ask. */
export function bytesOf(page: Page, packing: Packing | undefined): Buffer {
  if (!packing || page.plain.length < WORTH) return page.plain;
  return (page.packed[packing] ??= packers[packing](page.plain));
}

/** The whole of an answer of React Router. */
export async function readPage(response: Response): Promise<Page> {
  const headers: Page['headers'] = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  const plain = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers, plain, packed: {}, until: Date.now() + FRESH };
}

/**
 * Pages that are the same for everybody, kept for seconds. Several who ask for one at the same time wait for one
 * rendering. It holds a bounded number of bytes; the oldest go first.
 */
export function pageCache(render: (key: string) => Promise<Page>) {
  const kept = new Map<string, Page>();
  const underWay = new Map<string, Promise<Page>>();
  let bytes = 0;
  const drop = (key: string, page: Page) => {
    kept.delete(key);
    bytes -= page.plain.length;
  };
  const keep = (key: string, page: Page) => {
    if (page.status !== 200 || page.plain.length > MOST_PAGE || page.headers['set-cookie']) return;
    const before = kept.get(key);
    if (before) drop(key, before);
    kept.set(key, page);
    bytes += page.plain.length;
    for (const [oldest, old] of kept) {
      if (bytes <= MOST_BYTES && old.until > Date.now()) break;
      drop(oldest, old);
    }
  };
  return async (key: string): Promise<Page> => {
    const found = kept.get(key);
    if (found && found.until > Date.now()) return found;
    let waiting = underWay.get(key);
    if (!waiting) {
      waiting = render(key).finally(() => underWay.delete(key));
      underWay.set(key, waiting);
      waiting.then((page) => keep(key, page)).catch(() => {});
    }
    return waiting;
  };
}
