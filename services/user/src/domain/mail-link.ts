/** How long a link with which a password is chosen anew is good for, in seconds: half an hour. */
export const RESET_LIFE = 30 * 60;

/** How long a link that shows that an address is somebody's is good for, in seconds: three days. */
export const VERIFICATION_LIFE = 3 * 24 * 60 * 60;

/** The kinds of mails that user has sent, each with a link. */
export const LINK_KINDS = ['reset_password', 'verify_address', 'confirm_reminder', 'back_in_stock'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
