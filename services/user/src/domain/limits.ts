/** Whose failures are counted, how many may come at once, and in how many seconds one is forgiven. */
interface Limit {
  who: string;
  room: number;
  each: number;
}

/**
 * What a wrong password counts against. The narrow limit is for one account from one address, so that a
 * stranger who fails on purpose keeps its owner out from the stranger's address only; the limit for the
 * account from everywhere is wide. An account is a user's id; a name that nobody has, folded, is counted like one.
 */
export function signInLimits(account: string, address: string): [Limit, Limit, Limit] {
  return [
    { who: `sign-in\n${account}\n${address}`, room: 10, each: 30 },
    { who: `sign-in account\n${account}`, room: 100, each: 30 },
    { who: `sign-in address\n${address}`, room: 60, each: 5 },
  ];
}
