import { test } from 'node:test';
import { openBrowser } from '../../browser/chromium.ts';
import { DESKTOP, guestBuys, nameOf, PHONE } from '../../browser/guest-purchase.ts';
import { openShopWithPages } from '../../browser/shop-with-pages.ts';
import { onShelf } from '../../browser/shopper.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
const lamp = await onShelf(shop, 130_000, 500);

for (const locale of ['en-GB', 'ru-RU'] as const)
  for (const screen of [PHONE, DESKTOP])
    for (const script of [true, false]) {
      const way = { locale, screen, script };
      test(`a guest buys: ${nameOf(way)}`, () => guestBuys({ shop, browser }, lamp, way));
    }
