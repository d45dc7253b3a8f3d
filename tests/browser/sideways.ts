import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

const WIDER = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
  return [scrollWidth + ' px', ...out.slice(-3).map((one) => one.outerHTML.slice(0, 160))];
})()`;

/** That a page does not scroll sideways; else what sticks out last. */
export async function notSideways(page: Page, where: string): Promise<void> {
  assert.deepEqual(await page.evaluate(WIDER), [], where);
}
