import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@sagashop/kernel/ids';

interface FakeOrder {
  id: string;
  status: string;
  token: string;
}

/** What a fake shop does wrong, by the how-manyth order (from 0) it is. */
export interface Faults {
  /** Answered 201 and not kept. */
  lose?: (nth: number) => boolean;
  /** Kept once more under another id. */
  double?: (nth: number) => boolean;
  /** Carried out, but the connection breaks before the answer. */
  drop?: (nth: number) => boolean;
  /** Carried out, and the first answer is 503 `unavailable`, as when a service dies before its gateway hears from it. */
  away?: (nth: number) => boolean;
  /** Answered 202 and confirmed a little later. */
  slow?: (nth: number) => boolean;
  /** Answered with this status and code, and not kept. */
  refuse?: (nth: number) => [status: number, code: string] | undefined;
  audit?: boolean;
  /** Paths (method first) that are answered 500. */
  broken?: RegExp;
}

/** A shop that keeps its orders in memory and knows just enough of the API for `sagashop load`. */
export async function fakeShop(faults: Faults = {}) {
  const orders: FakeOrder[] = [];
  const answered = new Map<string, FakeOrder>();
  const seen: string[] = [];
  const bodies = new Map<string, unknown>();
  let placed = 0;

  const place = (request: IncomingMessage, response: ServerResponse) => {
    const key = String(request.headers['idempotency-key']);
    const first = answered.get(key);
    if (first) return send(response, 201, first);
    const nth = placed++;
    const refusal = faults.refuse?.(nth);
    if (refusal) return send(response, refusal[0], { code: refusal[1] });
    const order = { id: newId(), status: 'confirmed', token: tokenOf(request) };
    answered.set(key, order);
    if (!faults.lose?.(nth)) orders.push(order);
    if (faults.double?.(nth)) orders.push({ ...order, id: newId() });
    if (faults.drop?.(nth)) return request.socket.destroy();
    if (faults.away?.(nth)) return send(response, 503, { code: 'unavailable' });
    if (!faults.slow?.(nth)) return send(response, 201, order);
    order.status = 'pending';
    setTimeout(() => (order.status = 'confirmed'), 300);
    return send(response, 202, order);
  };
  const list = (request: IncomingMessage, response: ServerResponse, cursor: string | null) => {
    const own = orders.filter(({ token }) => token === tokenOf(request));
    const from = Number(cursor ?? 0);
    const next = from + 100 < own.length ? String(from + 100) : null;
    send(response, 200, { items: own.slice(from, from + 100), nextCursor: next });
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
    const what = `${request.method} ${pathname}`;
    let text = '';
    for await (const chunk of request) text += chunk;
    seen.push(what);
    if (text) bodies.set(what, JSON.parse(text));
    if (faults.broken?.test(what)) return send(response, 500, { code: 'internal_error' });
    if (what === 'POST /api/orders') return place(request, response);
    if (what === 'GET /api/orders') return list(request, response, searchParams.get('cursor'));
    if (what.startsWith('GET /api/orders/')) {
      return send(response, 200, orders.find(({ id }) => pathname.endsWith(id)) ?? {});
    }
    if (what === 'GET /api/audit') return send(response, 200, auditReport(faults.audit ?? true));
    if (what === 'POST /api/session') return send(response, 201, { token: newId() });
    if (request.method === 'DELETE') return send(response, 204, undefined);
    return send(response, request.method === 'POST' ? 201 : 200, { id: newId() });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      token: async () => 'admin',
    },
    orders,
    seen,
    bodies,
    count: (what: RegExp) => seen.filter((each) => what.test(each)).length,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function tokenOf(request: IncomingMessage): string {
  return String(request.headers.authorization).slice('Bearer '.length);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function auditReport(ok: boolean) {
  const failures = ok ? [] : ['an-order'];
  const invariants = [{ name: 'double entry', ok, checked: 1, failures }];
  return { ok, invariants, orders: 1, inFlightCount: 0, inFlight: [] };
}
