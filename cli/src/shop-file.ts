import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KEY_OWNERS } from '../../bin/lib/service-keys.js';
import { newKeys } from './keys.ts';

/** What is decided at a shop's first start and stays: `shop.json` in the data directory. */
export interface ShopFile {
  currency: string;
  /** Whether it was opened with demo data; then anyone may top up their own account. */
  demo: boolean;
  /** The private keys with which services in processes of their own sign, by their names. */
  serviceKeys: Record<string, string>;
  /** Everything of the first start is in place. */
  opened: boolean;
}

/**
 * Reads what was decided at the first start, or decides it now. Throws when a currency is asked for that is
 * not the shop's: every price, balance and ledger entry in it is in the one that it was opened with. Makes the keys that a
 * shop of an earlier release has not got.
 */
export async function shopFile(
  directory: string,
  wishes: { currency: string | undefined; demo: boolean },
): Promise<ShopFile> {
  const text = await readFile(join(directory, 'shop.json'), 'utf8').catch(() => undefined);
  if (text === undefined) {
    const serviceKeys = newKeys();
    const made = { currency: wishes.currency ?? 'RUB', demo: wishes.demo, serviceKeys, opened: false };
    await writeShopFile(directory, made);
    return made;
  }
  const kept = JSON.parse(text) as ShopFile;
  if (wishes.currency && wishes.currency !== kept.currency) {
    throw new Error(
      `This shop was opened with ${kept.currency}, which cannot change. ` +
        `Unset SAGASHOP_CURRENCY, or open another shop with another SAGASHOP_DATA.`,
    );
  }
  const missing = KEY_OWNERS.filter((name) => !kept.serviceKeys?.[name]);
  if (missing.length === 0) return kept;
  const whole = { ...kept, serviceKeys: { ...kept.serviceKeys, ...newKeys(missing) } };
  await writeShopFile(directory, whole);
  return whole;
}

/** What was decided at the first start of the shop in a folder; undefined when there is none, or it cannot be read. */
export async function readShopFile(directory: string): Promise<ShopFile | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, 'shop.json'), 'utf8')) as ShopFile;
  } catch {
    return undefined;
  }
}

/** Writes the file whole or not at all; only its owner can read it. */
export async function writeShopFile(directory: string, shop: ShopFile): Promise<void> {
  const draft = join(directory, '.shop.json.new');
  await writeFile(draft, `${JSON.stringify(shop, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, join(directory, 'shop.json'));
}
