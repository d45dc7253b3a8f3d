import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuse } from '../errors.ts';
import { closeWith, type Said } from './client-error.ts';

/** Requests of one address that may be on their way at once for longer than a look. */
export const MOST_SLOW = 128;
const LOOK = 1000; // ms
/** Of a body that was refused before it had come, so many bytes are dropped, so that its sender reads the refusal. */
const MOST_REFUSED = 32_000_000;

interface Connection {
  socket: Socket;
  address: string;
  /** The last request, whose headers are there, and its answer. */
  request?: IncomingMessage;
  response?: ServerResponse;
  /** What was seen at the last look: that request, whether all of it had come, and the bytes that had come. */
  seen?: IncomingMessage | undefined;
  whole: boolean;
  bytes: number;
  /** Whether another request has begun since. */
  begun: boolean;
  /** Since which look a request is on its way; 0 for none. */
  since: number;
  /** The bytes that had come when a body was seen whose request was answered already. */
  refused?: number;
}

const connections = new WeakMap<Socket, Connection>();
const NEW = { whole: false, begun: false, bytes: 0, since: 0 };

/**
 * Keeps slow senders from being in the way of others (a bulkhead against slow-request attacks). Once a second it looks at all connections: of those with a
 * request that is still on its way as at the look before, one address may have `MOST_SLOW`, and the oldest beyond them
 * are closed. Nothing is done for a request that comes at once, as nearly all do. `isExempt` says whose connections are
 * not counted: those of a proxy are many people's.
 */
export function closeSlowRequests(server: Server, isExempt: (address: string) => boolean): void {
  const open = new Set<Connection>();
  server.on('connection', (socket: Socket) => {
    const connection: Connection = { socket, address: socket.remoteAddress ?? '', ...NEW };
    connections.set(socket, connection);
    open.add(connection);
    socket.once('close', () => open.delete(connection));
  });
  server.prependListener('request', (request, response) => {
    const connection = connections.get(request.socket);
    if (!connection) return;
    connection.request = request;
    connection.response = response;
  });
  let looks = 0;
  const timer = setInterval(() => look(open, (looks += 1), isExempt), LOOK).unref();
  server.once('close', () => clearInterval(timer));
}

function look(open: Set<Connection>, now: number, isExempt: (address: string) => boolean): void {
  const slow: Connection[] = [];
  for (const connection of open) {
    const { since, request, socket } = connection;
    connection.begun = hasBegun(connection);
    const waits = !request?.complete || connection.begun;
    connection.since = waits ? since || now : 0;
    Object.assign(connection, { seen: request, whole: request?.complete ?? false, bytes: socket.bytesRead });
    if (isEndless(connection)) connection.socket.destroy();
    else if (waits && since > 0) slow.push(connection);
  }
  for (const [address, theirs] of Map.groupBy(slow, (connection) => connection.address)) {
    if (theirs.length <= MOST_SLOW || isExempt(address)) continue;
    theirs.sort((one, other) => one.since - other.since);
    for (const { socket } of theirs.slice(0, -MOST_SLOW))
      closeWith(socket, refuse.request_timeout(), saidOn(socket));
  }
}

/** Whether bytes have come since the last request was all there, which are the beginning of another one. */
function hasBegun({ socket, request, seen, whole, bytes, begun }: Connection): boolean {
  return request === seen && whole && (begun || socket.bytesRead > bytes);
}

/** Whether somebody goes on sending what was refused, more than is dropped. */
function isEndless(connection: Connection): boolean {
  const { request, response, socket } = connection;
  if (!request || request.complete || !response?.writableFinished) {
    delete connection.refused;
    return false;
  }
  connection.refused ??= socket.bytesRead;
  return socket.bytesRead - connection.refused > MOST_REFUSED;
}

/** What a connection that is to be closed may still be told. */
export function saidOn(socket: Socket): Said {
  const { request, response } = connections.get(socket) ?? {};
  if (socket.bytesRead === 0) return 'silent';
  if (!response?.headersSent) return 'waiting';
  return request?.complete && response.writableFinished ? 'waiting' : 'answered';
}
