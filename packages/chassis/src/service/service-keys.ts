import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';
import type { Env } from '../config/config.ts';
import type { Logger } from '../observe/log.ts';
import { derivedSeeds, readSharedKeys, type SharedKeys } from './shared-keys.ts';

/** Signs a token's claims. */
export type Sign = (claims: object) => string;

/** A public key: whose it is, and the claims of a token that it has signed. Throws fast-jwt's error for another. */
export interface PublicKey {
  name: string;
  verify(token: string): Record<string, unknown>;
}

/** The keys of a process: private ones of the services in it, public ones of all. */
export interface ServiceKeys {
  /** What `name` signs with. Throws with a sentence when its private key is not here. */
  signerOf(name: string): Sign;
  /** The public key that a token names, of any service. */
  publicKey(kid: string): PublicKey | undefined;
  /** The one secret of everybody that the release before has; the token is told in its form as well then. */
  shared: SharedKeys | undefined;
}

/** Before 32 bytes these make an Ed25519 key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** The same for a public key in SPKI. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * The keys that the environment has: SAGASHOP_SERVICE_KEY (`payment:KEY`, private), SAGASHOP_SERVICE_KEYS
 * (`payment:KEY,order:KEY…`, public), and for as long as the release before is about SAGASHOP_INTERNAL_KEYS, from which
 * each service's pair is derived where it has none of its own. Throws with a sentence when there is neither, when a key
 * is none, and when a private key's public one is not among the others.
 */
export function readServiceKeys(env: Env): ServiceKeys {
  const { SAGASHOP_SERVICE_KEY: own, SAGASHOP_SERVICE_KEYS: all, SAGASHOP_INTERNAL_KEYS: internal } = env;
  if (!own && !internal)
    throw new Error(
      'Neither SAGASHOP_SERVICE_KEY nor SAGASHOP_INTERNAL_KEYS is set: services in several processes need keys. ' +
        '`sagashop keys` makes them.',
    );
  const shared = internal ? readSharedKeys(internal) : undefined;
  const ring = new Map<string, PublicKey>();
  for (const [name, bytes] of entriesOf(all, 'SAGASHOP_SERVICE_KEYS'))
    add(ring, name, publicKeyOf(bytes, 'SAGASHOP_SERVICE_KEYS'));
  const signers = new Map<string, Sign>();
  for (const [name, bytes] of entriesOf(own, 'SAGASHOP_SERVICE_KEY')) {
    const key = privateKeyOf(bytes);
    const kid = kidOf(name, createPublicKey(key));
    if (!ring.has(kid))
      throw new Error(`SAGASHOP_SERVICE_KEYS has no public key for ${name}'s SAGASHOP_SERVICE_KEY.`);
    if (!signers.has(name)) signers.set(name, signerWith(kid, key));
  }
  return keysOf(signers, ring, shared);
}

/** Says at a start that the shared keys are to be replaced, while they are there. */
export function warnOfShared(keys: ServiceKeys, log: Logger): void {
  if (keys.shared)
    log.warn(
      'SAGASHOP_INTERNAL_KEYS is set: whoever has it can speak for every service; see docs/operations.md',
    );
}

/** Keys that this process alone has, for what it signs and reads itself. */
export function ephemeralKeys(...names: string[]): ServiceKeys {
  const ring = new Map<string, PublicKey>();
  const signers = new Map<string, Sign>();
  for (const name of names) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    signers.set(name, signerWith(add(ring, name, publicKey), privateKey));
  }
  return keysOf(signers, ring, undefined);
}

function keysOf(
  signers: Map<string, Sign>,
  ring: Map<string, PublicKey>,
  shared: SharedKeys | undefined,
): ServiceKeys {
  /** The pair derived for a name, into the ring; answers its signer. */
  const derive = (name: string): Sign => {
    const signs = derivedSeeds(shared!, name).map((seed) => {
      const key = privateKeyOf(seed);
      return signerWith(add(ring, name, createPublicKey(key)), key);
    });
    return signs[0]!;
  };
  return {
    shared,
    signerOf: (name) => {
      let sign = signers.get(name);
      if (!sign && shared) signers.set(name, (sign = derive(name)));
      if (!sign) throw new Error(`SAGASHOP_SERVICE_KEY has no key for ${name}.`);
      return sign;
    },
    publicKey: (kid) => {
      const known = ring.get(kid);
      const name = kid.slice(0, kid.lastIndexOf('.'));
      if (known || !shared || !NAME.test(name)) return known;
      const derived = derivedSeeds(shared, name).some(
        (seed) => kidOf(name, createPublicKey(privateKeyOf(seed))) === kid,
      );
      if (derived) derive(name);
      return ring.get(kid);
    },
  };
}

/** `name:KEY,name:KEY`; a key is base64 of its 32 bytes or of DER. */
function entriesOf(text: string | undefined, variable: string): [string, Buffer][] {
  return (text?.split(/[,\s]+/) ?? []).filter(Boolean).map((part) => {
    const [name = '', key, ...more] = part.split(':');
    if (!key || more.length > 0 || !NAME.test(name) || !/^[\w+/=-]+$/.test(key))
      throw new Error(`${variable}: write it as name:key, with commas between`);
    return [name, Buffer.from(key, 'base64')];
  });
}

function privateKeyOf(bytes: Buffer): KeyObject {
  const der = bytes.length === 32 ? Buffer.concat([PKCS8, bytes]) : bytes;
  return ed25519(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), 'SAGASHOP_SERVICE_KEY');
}

/** A public key of 32 bytes, in SPKI, or in a certificate, which is what some tools make around one. */
function publicKeyOf(bytes: Buffer, variable: string): KeyObject {
  const der = bytes.length === 32 ? Buffer.concat([SPKI, bytes]) : bytes;
  return ed25519(
    () =>
      der.length > 100
        ? new X509Certificate(der).publicKey
        : createPublicKey({ key: der, format: 'der', type: 'spki' }),
    variable,
  );
}

function ed25519(read: () => KeyObject, variable: string): KeyObject {
  try {
    const key = read();
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // said below, without what was given
  }
  throw new Error(`${variable} has what is no Ed25519 key`);
}

/** A key's id: whose it is, and the beginning of its hash. */
function kidOf(name: string, key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' });
  return `${name}.${createHash('sha256').update(der).digest('base64url').slice(0, 16)}`;
}

function signerWith(kid: string, key: KeyObject): Sign {
  const pem = key.export({ format: 'pem', type: 'pkcs8' });
  return createSigner({ key: pem, algorithm: 'EdDSA', kid });
}

function add(ring: Map<string, PublicKey>, name: string, key: KeyObject): string {
  const kid = kidOf(name, key);
  const pem = key.export({ format: 'pem', type: 'spki' });
  // How old a token may be is not for its `exp` alone to say (tokens.ts).
  const verify = createVerifier({ key: pem, algorithms: ['EdDSA'], ignoreExpiration: true });
  ring.set(kid, { name, verify });
  return kid;
}
