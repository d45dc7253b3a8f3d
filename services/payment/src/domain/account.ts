/** A customer's money in minor units. What is held belongs to the customer still, but only an order may take it. */
export interface Account {
  userId: string;
  balance: number;
  held: number;
}

/** No account may hold more: 10^15 minor units, so that every sum on the way stays an exact number. */
export const MAX_BALANCE = 1_000_000_000_000_000;

/** The account of a user who has never deposited. */
export function emptyAccount(userId: string): Account {
  return { userId, balance: 0, held: 0 };
}

/** What can be spent or held. */
export function available(account: Account): number {
  return account.balance - account.held;
}
