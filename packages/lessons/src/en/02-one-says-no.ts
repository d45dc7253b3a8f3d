import type { LessonTexts } from '../lesson-texts.ts';
import { brokenWorld } from './broken-world.ts';

export const oneSaysNo: LessonTexts = {
  title: 'One says no',
  problem: [
    'The money is set aside, a courier is booked, and then stock says: there is none left. In one database you would roll back and be done. Here the others have committed already, in databases of their own; nobody can roll them back.',
    'So each step comes with its undo, a new transaction that takes it back. One place, the orchestrator, knows what has been asked of whom. At the first refusal it stops going forward and sends the undos, again and again if it must, until each of them was answered. Only then is the customer told. Refusing is nothing unusual here: it is an answer like any other, not an error.',
  ],
  question: 'The money had been set aside. What is left of that in payment’s database?',
  answers: [
    'The money stays set aside until somebody notices',
    'Nothing, the row is deleted',
    'The row, with the state “released”',
  ],
  because:
    'A row that stays can answer: an undo that comes twice, or a command that comes too late, finds out what has happened already.',
  doing: 'Has a customer, made for this lesson, order something the shop can’t deliver. Choose who says no.',
  options: {
    noneLeft: 'Stock: there aren’t that many',
    noMoney: 'Payment: there is not enough money',
    noCourier: 'Delivery: no courier (by a fault of the laboratory)',
  },
  says: {
    ...brokenWorld,
    did: 'asked: {step} ({status})',
    undid: 'undone: {step} ({status})',
    refused: 'The order was answered {status} “{reason}”, as it should be',
    undone: '{n} of the {of} steps that had been asked for were undone, each by an answer of its participant',
    nothingLeft:
      'Nobody holds anything for this order any more: rows that still do: {n}; money set aside: {held}',
    agree: 'Each of the {n} rows agrees with the saga’s log',
  },
  off: 'In a simulated world one undo is taken for all of them.',
  code: {
    placeOrderSaga: 'each step beside its undo',
    turnBack: 'the decision to go back: which undos are sent',
    releaseMoney: 'an undo, as payment does it',
  },
  cost: 'Nothing, as long as nobody says no: undos are data. A refused order takes about as much as a confirmed one.',
};
