/** Where the log names what a request was about: the path of a collection, and the field for the id of one in it. */
export const LOGGED_IDS = { '/api/orders': 'orderId' } as const;
