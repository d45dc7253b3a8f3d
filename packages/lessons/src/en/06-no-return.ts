import type { LessonTexts } from '../lesson-texts.ts';
import { brokenWorld } from './broken-world.ts';

export const noReturn: LessonTexts = {
  title: 'The point of no return',
  problem: [
    'A customer presses Cancel while the order is being worked on. Is the money taken already? Has the parcel gone? Between “too early to matter” and “too late” there has to be one moment that everybody agrees on, or an order will be half cancelled.',
    'That moment is the pivot: one transaction in one database. Before it, everything can be undone, so a cancellation turns the saga back. After it, everything is tried until it is done, so a cancellation is another saga, which gives back what was taken. Whoever cancels marks the order’s row; the pivot locks that row and looks. So they cannot miss each other.',
  ],
  question: 'Twenty customers cancel the same order, each at another moment. In how many ways can it end?',
  answers: [
    'In one: cancelled, always the same way',
    'In two: turned back, or confirmed and then given back',
    'In many, it depends on how far it had come',
  ],
  because:
    'The pivot decides which of the two it is. How many steps were done before it makes no difference to how it ends.',
  doing: 'Runs one simulated world twenty times; each time the customer cancels at another moment.',
  says: {
    ...brokenWorld,
    inWorld: 'World {seed}, in which nothing goes wrong by itself',
    'at-kept': 'after {happened} events: there was no order yet, it stands',
    'at-turnedBack': 'after {happened} events: before the pivot, turned back',
    'at-givenBack': 'after {happened} events: after the pivot, confirmed and then given back',
    'at-neither': 'after {happened} events: neither',
    before: 'Turned back before the pivot: {n}',
    after: 'Confirmed, and given back by a saga of its own: {n}',
    whole: 'Each of the {n} ended whole; half done: {half}',
  },
  off: 'The pivot no longer looks whether the order’s row was marked.',
  code: {
    placeOrderDecisions: 'the pivot: locks the row, and looks',
    cancelOrder: 'marks the row, or begins the second saga',
    cancelOrderSaga: 'what is given back, from its own pivot on',
  },
  cost: 'One lock on a row that the pivot writes anyway. It is in the 0.44 ms of processor time of an order.',
};
