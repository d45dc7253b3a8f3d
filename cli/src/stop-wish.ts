import { onParentGone } from '@sagashop/chassis/service/parent';

/** Resolves at the first wish to stop. */
export function stopWish(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    onParentGone(() => resolve('parent gone'));
  });
}
