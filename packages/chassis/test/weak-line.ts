import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server, at an address of its own, that can be cut, frozen, cut in the middle of a reply. */
export interface WeakLine {
  url: string;
  /** Breaks its connections and refuses new ones, until it is joined. Cut it at the end. */
  cut(): void;
  join(): Promise<void>;
  /** Passes nothing on and closes nothing, until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** From now on, the connection that the server's nth byte comes by is cut after it. */
  cutReplyAfter(bytes: number): void;
  /** New connections go to another port. */
  aim(port: number): void;
}

/** Opens a weak line to the server of a URL. */
export async function weakLine(to: string): Promise<WeakLine> {
  const target = new URL(to);
  const pairs = new Set<[near: Socket, far: Socket]>();
  let budget = Number.POSITIVE_INFINITY;
  let port = Number(target.port);
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(port, target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) {
      socket.setNoDelay();
      socket.on('error', end).on('close', end);
    }
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => {
      const passed = data.subarray(0, Math.min(budget, data.length));
      budget -= data.length;
      near.write(passed);
      if (budget > 0) return;
      budget = Number.POSITIVE_INFINITY;
      // So that what was passed on arrives.
      near.end(() => end());
      far.destroy();
    });
    if (frozen) for (const socket of pair) socket.pause();
  });
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const own = await listen(0);
  const hold = (wish: boolean) => {
    frozen = wish;
    for (const socket of [...pairs].flat()) wish ? socket.pause() : socket.resume();
  };
  const url = new URL(to);
  url.host = `127.0.0.1:${own}`;
  return {
    url: url.href,
    cut() {
      server.close();
      for (const [near, far] of pairs) {
        near.resetAndDestroy();
        far.destroy();
      }
    },
    join: async () => void (await listen(own)),
    freeze: () => hold(true),
    thaw: () => hold(false),
    cutReplyAfter: (bytes) => void (budget = bytes),
    aim: (to) => void (port = to),
  };
}
