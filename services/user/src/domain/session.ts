/** How long a session lasts, in seconds: 30 days. */
export const SESSION_LIFE = 30 * 24 * 60 * 60;

/** How long guests are kept of whom there are neither orders nor money, in seconds: 30 days longer than their session. */
export const GUEST_KEPT = SESSION_LIFE + 30 * 24 * 60 * 60;

/** How long one lasts that the operator opens for somebody, in seconds. */
export const LENT_LIFE = 60 * 60;

/** The scope of the session of the command line that opened the shop: it may ask for a token of one command. */
export const OPERATOR_SCOPE = 'operator';

/** How long a token of one command lasts, in seconds. */
export const COMMAND_LIFE = 5 * 60;
