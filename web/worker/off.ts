// Sent instead of the worker where SAGASHOP_SERVICE_WORKER is off: it takes itself and all that was kept away.
interface Leaving extends Event {
  waitUntil(done: Promise<unknown>): void;
}
const worker = self as unknown as {
  skipWaiting(): Promise<void>;
  registration: { unregister(): Promise<boolean> };
};

addEventListener('install', () => worker.skipWaiting());

addEventListener('activate', (event) => {
  const leave = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await worker.registration.unregister();
  };
  (event as Leaving).waitUntil(leave());
});

export {};
