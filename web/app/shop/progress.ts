import type { Texts } from '../words/words';
import type { Order, Saga } from './api-types';

/** How a step of an order stands, as its customer sees it. */
export type Standing = 'done' | 'doing' | 'waiting' | 'refused' | 'undoing' | 'undone';

export interface Stage {
  text: keyof Texts;
  standing: Standing;
  at: string | null;
}

const STAGES = [
  ['hold the money', 'stage.money', 'stage.money.undone'],
  ['reserve the goods', 'stage.goods', 'stage.goods.undone'],
  ['book a courier', 'stage.courier', 'stage.courier.undone'],
  ['capture the money', 'stage.paid', 'stage.paid'],
] as const;

const WITHDRAWN = [
  ['give the money back', 'stage.refund'],
  ['put the goods back', 'stage.putBack'],
  ['free the courier', 'stage.free'],
] as const;

/** The order's way in a customer's words: what has happened, what happens now, what is to come. */
export function stagesOf(order: Order, saga: Saga | null): Stage[] {
  const received: Stage = { text: 'stage.received', standing: 'done', at: order.createdAt };
  if (!saga) return [received];
  const find = (name: string, phase: 'do' | 'undo') =>
    saga.steps.find((step) => step.name === name && step.phase === phase);
  const done = STAGES.flatMap(([name, text, undoneText]): Stage[] => {
    const [does, undoes] = [find(name, 'do'), find(name, 'undo')];
    if (does?.status === 'refused') return [{ text, standing: 'refused', at: does.endedAt }];
    // What was never reached has nothing to tell when it is taken back.
    if (undoes && does?.status === 'done') {
      const standing = undoes.status === 'done' ? 'undone' : 'undoing';
      return [{ text: undoneText, standing, at: undoes.endedAt }];
    }
    if (does?.status === 'done') return [{ text, standing: 'done', at: does.endedAt }];
    if (order.status === 'cancelled' || undoes) return [];
    return [{ text, standing: does ? 'doing' : 'waiting', at: null }];
  });
  const withdrawn = WITHDRAWN.flatMap(([name, text]): Stage[] => {
    const step = find(name, 'do');
    return step ? [{ text, standing: step.status === 'done' ? 'done' : 'doing', at: step.endedAt }] : [];
  });
  return [received, ...done, ...withdrawn, ...journey(order)];
}

function journey({ status }: Order): Stage[] {
  if (status === 'cancelled') return [];
  if (status === 'returned') return [{ text: 'stage.returned', standing: 'done', at: null }];
  const gone = status === 'shipped' || status === 'delivered';
  return [
    { text: 'stage.shipped', standing: gone ? 'done' : 'waiting', at: null },
    ...(status === 'delivered' ? [{ text: 'stage.delivered', standing: 'done', at: null } as const] : []),
  ];
}

/** Whether anything about an order may still change within moments. */
export function isUnderWay(order: Order, saga: Saga | null): boolean {
  return order.status === 'pending' || (saga !== null && saga.state !== 'ended');
}

/** What has happened to the money. */
export function moneyTold(order: Order, saga: Saga | null): keyof Texts {
  const done = (name: string, phase: string) =>
    saga?.steps.some((step) => step.name === name && step.phase === phase && step.status === 'done');
  if (order.status === 'pending') return 'money.pending';
  if (order.status !== 'cancelled')
    return done('capture the money', 'do') === false ? 'money.beingPaid' : 'money.paid';
  if (done('give the money back', 'do')) return 'money.refunded';
  if (done('capture the money', 'do')) return 'money.beingRefunded';
  if (saga && saga.state !== 'ended') return 'money.beingFreed';
  return 'money.untouched';
}

/** Something of which there was too little, by its name in the order. */
export interface Short {
  name: string;
  requested: number;
  available: number;
}

/** What there was too little of, for an order that was refused for that. */
export function shortOf({ shortages = [], lines }: Order): Short[] {
  return shortages.map(({ productId, requested, available }) => {
    const name = lines.find((line) => line.productId === productId)?.name ?? productId;
    return { name, requested, available };
  });
}
