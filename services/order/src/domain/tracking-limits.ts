const failure = 'a pair that does not fit';

/**
 * What a wrong guess at an order's number and e-mail counts against: the network first, and the order from everywhere.
 * The order slows down networks that have failed at it; its customer comes from another one and finds room, whoever
 * guesses meanwhile.
 */
export const TRACKING_LIMITS = {
  pair: { failure, by: 'order and network', room: 10, each: 20 },
  thing: [{ failure, by: 'order', room: 10, fresh: 40, each: 10 }],
  network: { failure, by: 'network', room: 30, each: 20 },
} as const;
