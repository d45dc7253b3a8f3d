import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { findSeed } from '@sagashop/shop-world/find-seed';
import { MISTAKE_NAMES } from '@sagashop/shop-world/mistakes';
import { tellWorld } from '@sagashop/shop-world/tell-world';
import type { Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { FIRST_LOOK, noBarrier } from './no-barrier.ts';
import { openShopWithPages } from './shop-with-pages.ts';
import { visit } from './visitor.ts';

const shop = await openShopWithPages();
const browser = await openBrowser();
/** The first world that one undo is not enough for. */
const { seed: BROKEN } = (await findSeed({ mistake: 'one undo is enough' }))!;
const MOST = 40_000; // bytes, packed with gzip, of all scripts that no other page of the shop has

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const drawn = (page: Page) => page.locator('.world-drawing').waitFor();

async function textOf(path: string): Promise<string> {
  return (await fetch(shop.url + path)).text();
}

/** The scripts that a text names. */
const scriptsIn = (text: string) =>
  new Set(Array.from(text.matchAll(/(?:assets|\.)\/([\w.-]+\.js)\b/g), ([, file]) => `/assets/${file}`));

test('the world with the shop’s sagas weighs no more than 40 KB, and no other page has it', async () => {
  const [home, here] = await Promise.all(
    ['/', '/learn/world'].map(async (path) => scriptsIn(await textOf(path))),
  );
  const own = new Set([...here!].filter((file) => !home!.has(file)));
  for (const file of own)
    for (const more of scriptsIn(await textOf(file))) if (!home!.has(more)) own.add(more);
  const files = await Promise.all([...own].map(textOf));
  assert.ok(files.some((text) => text.includes('place-order')));
  const bytes = files.reduce((sum, text) => sum + gzipSync(text).length, 0);
  assert.ok(bytes <= MOST, `${bytes} bytes in ${[...own].join(' ')}`);
  for (const file of home!) {
    if (/\/manifest-/.test(file)) continue; // where each page's files are
    assert.ok(!(await textOf(file)).includes('place-order'), file);
  }
});

test('a browser tells the same story of a seed as a terminal does, line by line, and names the broken rule', async () => {
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  const story = page.locator('.world-story code');
  for (const wish of [{ seed: 77 }, { seed: BROKEN, mistakes: ['one undo is enough'] }]) {
    await page.goto(`/learn/world?seed=${wish.seed}${wish.mistakes ? '&mistakes=one-undo-is-enough' : ''}`);
    await drawn(page);
    await button(page, 'As in the log').click();
    await button(page, 'To the end').click();
    const told = await tellWorld(wish);
    await story.nth(told.story.length - 1).waitFor();
    assert.deepEqual(
      await story.allTextContents(),
      told.story.map(({ who, what }) => `${who} ${what}`),
    );
  }
  await page.getByText('A rule was broken: each participant has all of a confirmed order').waitFor();
  assert.deepEqual(said, []);
  await close();
});

test('a message is lost by a button, a process crashes, both are taken back; the address shows the same again', async () => {
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  await page.goto('/learn/world?seed=3&fine=1');
  await drawn(page);
  const lose = button(page, /^Lose/);
  while ((await lose.count()) === 0) await button(page, 'One step forward').press('Enter');
  await lose.focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^The network loses a message: set the money aside, order \d$/).waitFor();
  await button(page, /^Crash ?: stock/).click();
  await page.getByText('stock: down').waitFor();
  await page.waitForURL(/acts=\d+\.lose\.\d+_\d+\.crash\.stock&at=/);
  const address = page.url();
  await noBarrier(page, 'world');
  await page.reload();
  await page.getByText('stock: down').waitFor();
  await page.getByText('The network loses a message').waitFor();
  await button(page, 'To the end').click();
  await page.getByText('Every order ended whole or not at all').waitFor();
  await page.goto(address);
  await page.getByText('Things you did to this world: 2').waitFor();
  await button(page, 'Undo the last one').click();
  await page.getByText('stock: running').waitFor();
  await button(page, 'Undo the last one').click();
  await page.getByText('The network loses a message').waitFor({ state: 'detached' });
  assert.deepEqual(said, []);
  await close();
});

test('a message that is dragged out of its way is lost, towards its goal it comes at once', async () => {
  const { page, close } = await visit(browser, shop.url, FIRST_LOOK);
  await page.goto('/learn/world?seed=3&fine=1');
  await drawn(page);
  const grip = page.locator('.world-grip').first();
  const drag = async (right: number, down: number) => {
    await grip.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await grip.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + right, y + height / 2 + down, { steps: 3 });
    await page.mouse.up();
  };
  while ((await grip.count()) === 0) await button(page, 'One step forward').click();
  await drag(120, 4);
  await page.getByText('A message overtakes all others: set the money aside').waitFor();
  await button(page, 'Undo the last one').click();
  await page.getByText('A message overtakes').waitFor({ state: 'detached' });
  await drag(4, 120);
  await page.getByText('The network loses a message: set the money aside').waitFor();
  await close();
});

test('a planted mistake is found by a search; a hidden one is named by whoever has found it', async () => {
  const { page, said, close } = await visit(browser, shop.url, FIRST_LOOK);
  await page.goto('/learn/world?seed=1&mistakes=a-tombstone-has-a-key-of-its-own');
  await drawn(page);
  await button(page, 'Find a seed that shows it').click();
  const { seed, tried } = (await findSeed({ mistake: 'a tombstone has a key of its own', from: 2 }))!;
  await page.getByText(`Seed ${seed} breaks a rule; ${tried} were tried.`).waitFor();
  assert.equal(await page.getByLabel('Seed', { exact: true }).inputValue(), String(seed));
  await page.goto('/learn/world?seed=1&hidden=1');
  await drawn(page);
  assert.equal(await page.getByText('Planted:').count(), 0);
  const guess = page.getByLabel('Which mistake is it?');
  const names = (await guess.locator('option').allTextContents()).slice(1);
  assert.equal(names.length, MISTAKE_NAMES.length);
  for (const name of names) {
    await guess.selectOption(name);
    await button(page, 'Check').click();
    const right = await page.getByText('Yes. That is the mistake.').count();
    if (right > 0) break;
  }
  await page.getByText('Yes. That is the mistake.').waitFor();
  await noBarrier(page, 'a hidden mistake');
  assert.deepEqual(said, []);
  await close();
});

test('a link that leads to no world says so, at once and without JavaScript, and shows another one', async () => {
  for (const query of ['seed=-1', 'seed=1&acts=1.explode.all', `mistakes=${'x'.repeat(5_000)}`]) {
    const response = await fetch(`${shop.url}/learn/world?${query}`);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /This link leads to no world/);
  }
  const { page, close } = await visit(browser, shop.url, { ...FIRST_LOOK, javaScriptEnabled: false });
  assert.match(await textOf('/learn/world'), /<noscript>.*With JavaScript you could step through this run/);
  await page.goto('/learn/world');
  await page.getByLabel('Seed', { exact: true }).fill(String(BROKEN));
  await page.getByText('Plant a mistake').click();
  await page.getByLabel('One undo is enough').check();
  await button(page, 'Show this world').click();
  await page.getByText('A rule was broken: each participant has all').waitFor();
  await page.goto(`/learn/world?seed=${BROKEN}&lang=ru`);
  await page.getByText('Каждый заказ исполнен целиком или не исполнен вовсе').waitFor();
  await close();
});
