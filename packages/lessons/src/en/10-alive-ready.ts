import type { LessonTexts } from '../lesson-texts.ts';

export const aliveReady: LessonTexts = {
  title: 'Alive, ready, found',
  problem: [
    'One of eight services hangs. In one big program all would hang; here the others could go on. They do only if nobody waits for the one that is silent: not the gateway, not the catalogue, not the orders of others.',
    'Two questions are asked of each process. Is it alive? If not, it is started again. Is it ready, can it reach its database, does that have its tables? If not, no requests are sent to it until it is. Neither asks about others: a shop whose every part is “not ready” because one is away would be away altogether. Who answers for a service is found by one fixed address; a saga that gets no answer just asks again.',
  ],
  question:
    'Delivery hangs: it answers nobody. What about products, the shelves, your balance and your list of orders?',
  answers: ['They wait as well', 'They go on as if nothing were wrong', 'They are answered 503'],
  because:
    'Nothing of theirs waits for delivery. Only orders that are under way do, and they have a deadline.',
  doing:
    'Has delivery answer nothing at all, to nobody, for half a minute at most; that takes an owner, so sign in as admin. Where each service has a process of its own (up --split), that process is really killed, and again each time it comes back; elsewhere it hangs. Places an order, asks for everything else meanwhile, and ends the fault. The order is cancelled afterwards.',
  says: {
    hung: 'Delivery hangs: its process is there and answers nothing',
    killed: 'The process of delivery is killed, and killed again each time it comes back',
    health: 'The shop is alive: {live}. Of delivery it says: {ready}',
    map: 'The system map says of delivery: {state}',
    noAnswer: 'Delivery’s own page, /api/delivery/dates: no answer',
    part: 'Delivery’s own page, /api/delivery/dates: {status}',
    meanwhile: 'Your order meanwhile: {status}',
    asked: '{status}  {what}',
    afterwards: 'Your order when delivery answers again: {status}',
    bit: 'The fault has struck (times: {n}), and the order waited',
    aliveNotReady: 'The shop stayed alive, delivery was not ready, and afterwards it was ready again',
    mapKnows: 'The system map has seen it: {state}',
    thatPartOnly: 'What is delivery’s own was not answered, or with 503',
    restGoesOn: 'All {n} other questions were answered 200',
    heals: 'As soon as delivery answered, the order went on by itself: {status}, and all rows agree',
  },
  code: {
    healthRoutes: 'alive and ready, and what each looks at',
    originsOf: 'where each service is found',
    createGateway: 'one origin for all of them',
  },
  cost: 'Two small requests every few seconds for each process. A process for each service, with all that travels between them, takes 0.78 ms of processor time an order instead of 0.44.',
};
