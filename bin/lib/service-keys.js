import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who signs what it asks others: every service, the gateway, and `operator`, who opens the shop (init). */
export const KEY_OWNERS = [
  // generated: owners of keys (npm run services)
  'user',
  'catalog',
  'order',
  'payment',
  'stock',
  'delivery',
  'notify',
  'audit',
  'gateway',
  'operator',
  // end of generated
];

/** Before 32 bytes these make an Ed25519 key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A new private key, as SAGASHOP_SERVICE_KEY has it behind the name. */
export function newKey() {
  return randomBytes(32).toString('base64url');
}

/** The public key of a private one, as SAGASHOP_SERVICE_KEYS has it behind the name. */
export function publicKeyOf(key) {
  const der = Buffer.concat([PKCS8, Buffer.from(key, 'base64url')]);
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64url');
}

/** The text of SAGASHOP_SERVICE_KEYS for private keys by the names of their owners. */
export function publicList(keys) {
  return Object.entries(keys)
    .map(([name, key]) => `${name}:${publicKeyOf(key)}`)
    .join(',');
}

/**
 * Puts a file NAME-service-key for each owner and one `service-keys` with all public keys into a folder. A private key
 * that is there stays; so do public ones that are not of these, since they may be of a key that is being exchanged.
 */
export function keepKeys(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keep = (name, text) => {
    const file = join(folder, name);
    if (existsSync(file) && readFileSync(file, 'utf8').trim() === text) return;
    rmSync(`${file}.new`, { force: true });
    writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600 });
    chmodSync(`${file}.new`, 0o444); // a container's user is another one; the folder is its owner's alone
    renameSync(`${file}.new`, file);
  };
  const read = (name) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim() : '';
  const list = read('service-keys').split(',').filter(Boolean);
  for (const name of KEY_OWNERS) {
    const own = read(`${name}-service-key`) || `${name}:${newKey()}`;
    keep(`${name}-service-key`, own);
    for (const part of own.split(',')) list.push(`${name}:${publicKeyOf(part.split(':')[1])}`);
  }
  keep('service-keys', [...new Set(list)].join(','));
}

if (import.meta.main ?? process.argv[1]?.endsWith('service-keys.js')) keepKeys(process.argv[2]);
