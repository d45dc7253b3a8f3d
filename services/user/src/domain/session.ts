/** How long a session lasts, in seconds: 30 days. */
export const SESSION_LIFE = 30 * 24 * 60 * 60;
