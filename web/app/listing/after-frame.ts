import type { MouseEvent } from 'react';

/**
 * Runs something once the browser has shown the frame that says it has begun. In a tab that is not seen no frame comes:
 * then it runs all the same.
 */
export function afterFrame(run: () => void): void {
  if (document.hidden) return void setTimeout(run);
  requestAnimationFrame(() => setTimeout(run));
}

/** Whether a press on a link means this tab and this page, so that a script may follow it. */
export function isPlainPress({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
