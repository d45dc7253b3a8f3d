import { countsOf } from '@sagashop/order/simulated';
import type { Random } from '@sagashop/saga/simulate/random';
import { DAY, type Drawn, type Row } from './orders.ts';

/** Its customer wants to send something back: one piece, or all that they have of a line. */
export function returning(random: Random, lines: Row['lines']): Drawn {
  const place = random.below(lines.length);
  const quantity = random.chance(0.6) ? 1 : undefined;
  return {
    says: 'asks for a return',
    want({ lines: now }) {
      const { delivered, asked } = countsOf(now[place]!);
      return { want: 'return', pieces: [{ place, quantity: quantity ?? Math.max(1, delivered - asked) }] };
    },
  };
}

/** Staff approve, refuse or receive a return, also one that they have done with. */
export function answering(random: Random): Drawn {
  const [what, which, good] = [random.next(), random.next(), random.chance(0.6)];
  return {
    says: 'answers a return',
    want({ returns }) {
      const at = Math.floor(which * returns.length);
      const found = returns[at];
      if (!found) return undefined;
      if (found.state === 'asked' && what < 0.9) return { want: 'answer', which: at, answer: 'approval' };
      if (what > 0.9) return { want: 'answer', which: at, answer: 'refusal' };
      const came = found.lines.map(({ place, quantity }) => {
        const received = what < 0.4 && quantity > 1 ? quantity - 1 : quantity;
        return { place, received, resellable: good ? received : received - 1 };
      });
      return { want: 'receive', which: at, came };
    },
  };
}

/** Now and then its customer withdraws from the contract, and may think better of it; a day later a sweep looks. */
export function withdrawing(
  random: Random,
  lines: Row['lines'],
  within: number,
): { after: number; drawn: Drawn }[] {
  if (!random.chance(0.45)) return [];
  const place = random.below(lines.length);
  const pieces = random.chance(0.5) ? [{ place, quantity: 1 }] : undefined;
  const after = random.between(0, within);
  const revoke: Drawn = {
    says: 'revokes a withdrawal',
    want: ({ withdrawals }) => ({ want: 'revoke', which: withdrawals.length - 1 }),
  };
  const sweep = { says: 'carries out a withdrawal', want: () => ({ want: 'sweep' as const }) };
  return [
    { after, drawn: { says: 'declares a withdrawal', want: () => ({ want: 'withdraw', pieces }) } },
    // Also at the last moment, when a sweep is about to carry it out.
    ...(random.chance(0.4) ? [{ after: after + random.between(0, DAY + 30), drawn: revoke }] : []),
    { after: after + DAY + random.between(0, 40), drawn: sweep },
  ];
}
