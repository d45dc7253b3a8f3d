import { isIPv6 } from 'node:net';

/** Where requests come from, as it is counted, and how many times what one address may do is allowed there. */
export interface Network {
  name: string;
  times: number;
}

/** A provider gives a customer a /56, and a business a /48: all of it is one who sends, or a few neighbours. */
const LEVELS = [
  { bits: 56, times: 1 },
  { bits: 48, times: 4 },
] as const;

/**
 * The networks that an address counts for: an IPv4 address for itself, however it is written, and an IPv6 address for
 * its /56 and for its /48, where four times as much is allowed. Whoever has a whole network gains nothing by
 * changing the address in it.
 */
export function networksOf(ip: string): Network[] {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(ip)?.[1];
  const bare = ip.split('%')[0]!;
  if (mapped || !isIPv6(bare)) return [{ name: mapped ?? ip, times: 1 }];
  const words = wordsOf(bare);
  return LEVELS.map(({ bits, times }) => ({ name: `${leading(words, bits)}/${bits}`, times }));
}

/** The first four of the eight words of an IPv6 address; no level asks for more. */
function wordsOf(ip: string): number[] {
  const [head = '', tail = ''] = ip.split('::');
  const [front, back] = [head, tail].map((half) => half.split(':').filter(Boolean));
  // The last words may be written as an IPv4 address, which stands for two.
  const written = front!.length + back!.length + (ip.includes('.') ? 1 : 0);
  const zeros = Array<string>(Math.max(0, 8 - written)).fill('0');
  return [...front!, ...zeros, ...back!].slice(0, 4).map((word) => Number.parseInt(word, 16));
}

function leading(words: readonly number[], bits: number): string {
  const kept = words.map((word, at) => {
    const ours = Math.min(16, Math.max(0, bits - at * 16));
    return (word & ~(0xffff >> ours) & 0xffff).toString(16);
  });
  return kept.join(':');
}
