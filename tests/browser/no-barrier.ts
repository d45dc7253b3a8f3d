import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { notSideways } from './sideways.ts';

const LOOKS = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1280 },
] as const;
const HEIGHT = 900;

/** For a visitor whose pages are looked at: how the first of them looks. */
export const FIRST_LOOK = { colorScheme: 'light', viewport: { width: 390, height: HEIGHT } } as const;

// No frames are looked into: there are none. What is well is not told, which is nine tenths of the answer.
const VIOLATIONS = `(() => {
  for (const animation of document.getAnimations())
    if (Number.isFinite(animation.effect.getComputedTiming().endTime)) animation.finish();
  return axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')));
})()`;

/**
 * That axe knows of no barrier on a page in its present state, light and narrow, dark and wide, and that it does not
 * scroll sideways. The page is loaded once for both, and stays as it was looked at last.
 */
export async function noBarrier(page: Page, where: string): Promise<void> {
  const narrow = page.viewportSize()?.width === FIRST_LOOK.viewport.width;
  for (const { colorScheme, width } of narrow ? LOOKS : LOOKS.toReversed()) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: HEIGHT });
    if (await page.evaluate('!window.axe')) await page.evaluate(axe.source);
    assert.deepEqual(await page.evaluate(VIOLATIONS), [], `${where}, ${colorScheme}`);
    await notSideways(page, `${where}, ${width} px`);
  }
}
