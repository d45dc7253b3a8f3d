import type { Order } from '../shop/api-types';
import { languageOf } from '../words/language-of.server';
import { typedMoney } from '../words/typed-money';
import type { Texts } from '../words/words';
import type { EndAct } from './not-done.server';
import { piecesIn } from './pieces-in';
import { refundedOf } from './refunded-of';

/** What goes back: an amount in minor units, or pieces. */
export type RefundWish = { amount: number } | { lines: { lineId: string; quantity: number }[] };

type Read = { wish: RefundWish } | { fields: Record<string, keyof Texts>; values: Record<string, string> };

const wrong = (field: string, text: keyof Texts, values: Record<string, string> = {}): Read => ({
  fields: { [field]: text },
  values,
});

/** What a form asks for: all that is left, pieces of lines, or an amount, of a part pieces alone; or what is wrong with it. */
export async function wishedRefund(
  request: Request,
  order: Order,
  typed: Record<string, string>,
  act: EndAct = 'refund',
): Promise<Read> {
  const left = order.total.amount - refundedOf(order);
  if (act === 'refund' && typed['way'] === 'all')
    return left > 0 ? { wish: { amount: left } } : wrong('way', 'admin.order.nothingLeft');
  if (act === 'refund' && typed['way'] === 'amount') {
    const read = typedMoney(typed['amount'] ?? '', languageOf(request), order.total.currency);
    return 'amount' in read ? { wish: { amount: read.amount } } : wrong('amount', read.wrong, read.values);
  }
  const lines: { lineId: string; quantity: number }[] = [];
  for (const { id, quantity, cancelled, shipped } of order.lines) {
    const most = act === 'part' ? quantity - cancelled - shipped : quantity;
    const text = typed[`line.${id}`] ?? '';
    const pieces = text === '' ? 0 : piecesIn(text);
    if (pieces === undefined || pieces > most) return wrong(`line.${id}`, 'admin.order.wrongPieces');
    if (pieces > 0) lines.push({ lineId: id, quantity: pieces });
  }
  return lines.length > 0
    ? { wish: { lines } }
    : wrong(act === 'part' ? `line.${order.lines[0]!.id}` : 'way', 'admin.order.noPieces');
}
