import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is decided at a shop's first start and stays: `shop.json` in the data directory. */
export interface ShopFile {
  currency: string;
  /** Whether it was opened with demo data; then anyone may top up their own account. */
  demo: boolean;
  /** HMAC keys between services, as SAGASHOP_INTERNAL_KEYS has them. */
  internalKeys: string;
  /** Everything of the first start is in place. */
  opened: boolean;
}

/**
 * Reads what was decided at the first start, or decides it now. Throws when a currency is asked for that is
 * not the shop's: every price, balance and ledger entry in it is in the one that it was opened with.
 */
export async function shopFile(
  directory: string,
  wishes: { currency: string | undefined; demo: boolean },
): Promise<ShopFile> {
  const text = await readFile(join(directory, 'shop.json'), 'utf8').catch(() => undefined);
  if (text === undefined) {
    const internalKeys = `k1:${randomBytes(32).toString('hex')}`;
    const made = { currency: wishes.currency ?? 'RUB', demo: wishes.demo, internalKeys, opened: false };
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
  return kept;
}

/** Writes the file whole or not at all; only its owner can read it. */
export async function writeShopFile(directory: string, shop: ShopFile): Promise<void> {
  const draft = join(directory, '.shop.json.new');
  await writeFile(draft, `${JSON.stringify(shop, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, join(directory, 'shop.json'));
}
