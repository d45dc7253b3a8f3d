import type { LessonTexts } from '../lesson-texts.ts';

export const aliveReady: LessonTexts = {
  title: 'Alive, ready, found',
  problem: [
    'One of eight services hangs. In one big program all would hang; here the others could go on. They do only if nobody waits for the one that is silent: not the gateway, not the catalogue, not the orders of others.',
    'Two questions are asked of each process. Is it alive? If not, it is started again. Is it ready, can it reach its database, does that have its tables? If not, no requests are sent to it until it is. Neither asks about others: a shop whose every part is “not ready” because one is away would be away altogether. Who answers for a service is found by one fixed address; a saga that gets no answer just asks again.',
  ],
  question:
    'Delivery says nothing to your order. What about products, your balance, and the orders of others?',
  answers: ['They wait as well', 'They go on as if nothing were wrong', 'They are answered 503'],
  because:
    'Nothing of theirs waits for delivery’s answer to you. Only your order does, and it has a deadline.',
  doing:
    'Makes delivery silent for your orders alone, places one, asks for everything else meanwhile, lets somebody else order, and ends the fault. Both orders are cancelled afterwards.',
  says: {
    meanwhile: 'Your order meanwhile: {status}',
    asked: '{status}  {what}',
    other: 'Somebody else’s order meanwhile: {status}',
    afterwards: 'Your order when delivery answers again: {status}',
    bit: 'The fault has struck (hits: {n}), and the order waited',
    restGoesOn: 'All {n} other questions were answered 200, liveness and readiness among them',
    othersOrder: 'Somebody else ordered meanwhile and was answered {status}',
    heals: 'As soon as delivery answered, the order went on by itself: {status}, and all rows agree',
  },
  code: {
    healthRoutes: 'alive and ready, and what each looks at',
    originsOf: 'where each service is found',
    createGateway: 'one origin for all of them',
  },
  cost: 'Two small requests every few seconds for each process. A process for each service, with all that travels between them, takes 0.78 ms of processor time an order instead of 0.44.',
};
