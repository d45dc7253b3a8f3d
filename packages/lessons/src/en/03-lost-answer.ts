import type { LessonTexts } from '../lesson-texts.ts';

export const lostAnswer: LessonTexts = {
  title: 'The answer that got lost',
  problem: [
    'You press Pay. The order is written, the money is taken, and on the way back the connection breaks. Your browser knows nothing: was the request lost, or the answer? If it asks again, you may pay twice. If it does not, you may get nothing.',
    'The way out is a name for the wish: a key that the client makes before it sends anything, and sends with every retry. The shop writes the key in the same transaction as the order. Whoever comes with a key that is known gets the first answer again, byte for byte, and nothing is done a second time. Whoever comes with the same key and another wish has made a mistake, and is told so.',
  ],
  question:
    'The same order is sent twice under one key, then with another quantity under that key. What will there be?',
  answers: ['Two orders', 'One order, and the third request is refused', 'One order, of the new quantity'],
  because:
    'A key names one wish. Another wish under the same key can only be a mistake, and guessing which was meant would be worse.',
  doing:
    'Places an order on your account, whose answer the laboratory cuts off, for you alone and once. Asks again under the same key, twice; then with another quantity. It is cancelled afterwards.',
  says: {
    cut: 'Sent. The connection was cut, and no answer came.',
    thrownAway: 'Sent. There is no laboratory here: the client has thrown the answer away.',
    lost: 'The client is without its first answer; cut off by the laboratory: {n}',
    again: 'Asked again under the same key: {status}, order {number}',
    other: 'Another quantity under the same key: {status} “{code}”',
    oneOrder: 'Three requests with one wish made this many orders: {n}',
    sameBytes: 'Both later answers have the same {n} bytes',
    marked: 'Both are marked as repetitions (Idempotency-Replayed): what was lost had been done',
    otherRefused: 'Another wish under the key was refused: {status} “{code}”',
    twice: '{n} orders, {paid} paid',
    twoOrders: 'A client that takes a new key each time has made this many orders: {n}',
    paidTwice: '{paid} were taken for goods that cost {price}',
    givenBack: 'Both were cancelled, and all the money is back; still missing: {gone}',
  },
  off: 'The same client, but it makes a new key whenever it asks again.',
  code: {
    claimKeys: 'the insert that decides between two who come first',
    assertReplayable: 'the same wish, or another one?',
    placeRoute: 'where the key is looked up before anything else',
  },
  cost: 'One row an order, written by the transaction that was needed anyway; it is kept for 7 days. It is in the 0.44 ms of processor time that an order takes.',
};
