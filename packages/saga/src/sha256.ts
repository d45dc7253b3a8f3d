const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let next = 2; found.length < count; next++) {
    if (found.every((prime) => next % prime !== 0)) found.push(next);
  }
  return found;
};
const fraction = (number: number) => Math.floor((number % 1) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));
const BLOCK = 64;

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** The SHA-256 of a text in hexadecimal digits, as `node:crypto` has it, for what also runs where there is no Node. */
export function sha256(text: string): string {
  const state = START.slice();
  const bytes = padded(new TextEncoder().encode(text));
  const words = new Int32Array(BLOCK);
  for (let at = 0; at < bytes.byteLength; at += BLOCK) digest(state, words, bytes, at);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function padded(message: Uint8Array): DataView {
  const length = Math.ceil((message.length + 9) / BLOCK) * BLOCK;
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(length - 4, message.length * 8);
  return view;
}

function digest(state: Int32Array, words: Int32Array, bytes: DataView, from: number): void {
  for (let i = 0; i < 16; i++) words[i] = bytes.getInt32(from + 4 * i);
  for (let i = 16; i < BLOCK; i++) {
    const w15 = words[i - 15]!;
    const w2 = words[i - 2]!;
    const near = turned(w15, 7) ^ turned(w15, 18) ^ (w15 >>> 3);
    const far = turned(w2, 17) ^ turned(w2, 19) ^ (w2 >>> 10);
    words[i] = words[i - 16]! + near + words[i - 7]! + far;
  }
  mix(state, words);
}

/** The eight words turn around a ring, one place a round, so that none has to be moved. */
function mix(state: Int32Array, words: Int32Array): void {
  const ring = state.slice();
  for (let i = 0; i < BLOCK; i++) {
    const at = (place: number) => ring[(place - i) & 7]!;
    const [a, e] = [at(0), at(4)];
    const chosen = (e & at(5)) ^ (~e & at(6));
    const one = at(7) + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + ROUNDS[i]! + words[i]!;
    const most = (a & at(1)) ^ (a & at(2)) ^ (at(1) & at(2));
    ring[(3 - i) & 7] = at(3) + one;
    ring[(7 - i) & 7] = one + (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most;
  }
  for (let i = 0; i < 8; i++) state[i]! += ring[i]!;
}
