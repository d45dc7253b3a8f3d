import type { LessonTexts } from '../lesson-texts.ts';

export const oneOrder: LessonTexts = {
  title: 'One order, eight services',
  problem: [
    'A shop sells things, takes money, keeps goods, sends couriers, writes messages. Each of these has rules of its own, and people who understand it. In one big program with one database everybody can change everybody’s tables; after some years nobody dares to.',
    'Here each part is a service with a database and a login of its own. No query spans two of them. So a single order leaves rows in five databases, and no transaction holds them together: each is committed by itself, one after the other. Who writes when, and who makes sure that in the end all of them say the same?',
  ],
  question: 'The order’s own row is first, payment’s is second. Whose row is the third?',
  answers: ['Payment’s again', 'Stock’s', 'Delivery’s'],
  because:
    'Stock and delivery are asked at the same moment. Whoever commits first is third, and in the next order it may be the other one.',
  doing:
    'Places a real order for one piece, on your account, and follows it through the databases. It is cancelled afterwards.',
  says: {
    wrote: '{n}. {service} wrote “{step}”, {ms} ms after the order’s row',
    inOrder:
      'All {n} writes came after those that they stand on: money before goods and courier, the decision after all three, the rest after it',
    everywhere: '{n} services have a row of this order: order, payment, stock, delivery, notify',
    agree: 'Each of the {n} rows was read from its service and agrees with the saga’s log',
  },
  code: {
    placeOrderSaga: 'the whole order, read from top to bottom',
    hold: 'all that another service may know of payment',
    recordsReader: 'asks each service for its own row',
  },
  cost: 'Five commits instead of one. Together with everything else that an order needs they take 0.44 ms of processor time an order, with 256 orders under way; one alone takes 7 ms, since nobody shares its commits.',
};
