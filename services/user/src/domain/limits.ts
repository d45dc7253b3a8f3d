/** Whose failures are counted, how many may come at once, and in how many seconds one is forgiven. */
interface Limit {
  who: string;
  room: number;
  each: number;
}

/**
 * What a wrong password counts against. The narrow limit is for one account from one address, so that a
 * stranger who fails on purpose keeps its owner out from the stranger's address only; the limit for the
 * account from everywhere is wide. A name that nobody has is counted like any other.
 */
export function signInLimits(username: string, address: string): [Limit, Limit, Limit] {
  const name = username.toLowerCase();
  return [
    { who: `sign-in\n${name}\n${address}`, room: 10, each: 30 },
    { who: `sign-in account\n${name}`, room: 100, each: 30 },
    { who: `sign-in address\n${address}`, room: 60, each: 5 },
  ];
}
