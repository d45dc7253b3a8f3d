const WORKER = '/sw.js';

/** Has the browser keep the shop's files and the pages that are seen, unless it shall save data. */
export function beginKeeping(): void {
  const { connection, serviceWorker } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!serviceWorker || connection?.saveData) return;
  const register = () => serviceWorker.register(WORKER).catch(() => {});
  whenIdle(register);
}

/** Tells the worker which page is shown, with the pictures that are there. */
export function tellSeen(): void {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  whenIdle(async () => {
    const { active } = await serviceWorker.ready;
    const shown = [...document.images].filter(({ complete, naturalWidth }) => complete && naturalWidth > 0);
    const pictures = [...new Set(shown.map(({ currentSrc }) => currentSrc))];
    const { pathname, search } = location;
    active?.postMessage({ seen: pathname + search, language: document.documentElement.lang, pictures });
  });
}

/** After what the page does first, which a worker's files would be in the way of. */
function whenIdle(run: () => unknown): void {
  const later = () => {
    if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 5_000 });
    else setTimeout(run, 1_000);
  };
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}
