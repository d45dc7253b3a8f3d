/** Asks a process again and again whether it lives. */
export interface Watch {
  end(): void;
}

const LOOKS = 3; // in a row that have to fail: one alone may have met a machine that slept

/**
 * Calls `hung` once when a process has not answered for `seconds`: it runs, and does nothing (its event loop
 * is blocked, or it was stopped). Whoever listens at the port and answers anything, lives. 0: never looks.
 */
export function watchLife(port: number, seconds: number, hung: () => void): Watch {
  const each = (seconds * 1000) / LOOKS;
  let failed = 0;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const began = performance.now();
    const lives = await answers(port, each);
    if (!timer) return;
    failed = lives ? 0 : failed + 1;
    if (failed >= LOOKS) return hung();
    timer = setTimeout(look, Math.max(0, each - (performance.now() - began)));
  };
  if (seconds > 0) timer = setTimeout(look, each);
  return {
    end: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

async function answers(port: number, patience: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/live`, {
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
