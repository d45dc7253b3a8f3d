import { DEVICE_LIFE } from './device.ts';

const failure = 'a wrong password';

/**
 * What a wrong password counts against where the device is not known. Networks that have not failed at the account
 * have twice as much room there, so that a few that guess keep nobody out but themselves; a hundred failures an hour
 * are the most for an account in all. A name that nobody has is counted like any other.
 */
export const SIGN_IN = {
  pair: { failure, by: 'account and network', room: 10, each: 10 },
  thing: [
    { failure, by: 'account, unknown devices', room: 10, fresh: 20, each: 10 },
    { failure, by: 'account, unknown devices, in the long run', room: 30, fresh: 40, each: 60 },
  ],
  network: { failure, by: 'network', room: 60, each: 5 },
} as const;

/** How often an address is sent a link to choose a password anew; beyond it nothing is sent, and nobody is told. */
export const RESET = {
  failure: 'asked for',
  by: 'e-mail address, which is sent no more then',
  room: 5,
  each: 600,
};

/** How often somebody is asked by mail whether an address is theirs, whoever has typed it; beyond it nothing is sent. */
export const VERIFICATION = {
  address: {
    failure: 'asked by mail',
    by: 'e-mail address, which is sent no more then',
    room: 5,
    each: 600,
  },
  user: { failure: 'asked by mail', by: 'user, for whom no more is sent then', room: 10, each: 600 },
};

/** How often an address is asked by mail whether it wants to be told of goods; beyond it nothing is sent, and nobody is told. */
export const REMINDER = {
  failure: 'asked by mail',
  by: 'e-mail address, which is asked no more then',
  room: 5,
  each: 600,
};

/** What a wrong password counts against on a device from which its user has signed in: that device, for its life. */
export const DEVICE = { failure, by: 'known device, which is unknown then', room: 10, each: DEVICE_LIFE };

/** What a wrong current password counts against. Only who has the session can fail here, so nobody else locks it. */
export const CURRENT_PASSWORD = [
  { failure: 'a wrong `currentPassword`', by: 'session', room: 10, each: 60 },
  { failure: 'a wrong `currentPassword`', by: 'user', room: 50, each: 60 },
] as const;

/**
 * What a sign-up under a key counts against besides its name, since a repetition tells whether the password is that of
 * the first: so many passwords may be tried under one key.
 */
export const SIGN_UP_KEY = { failure: 'no repetition', by: 'Idempotency-Key', room: 10, each: 360 };
