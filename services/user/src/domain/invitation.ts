/** How long the link of an invitation is good for, in seconds: a week. */
export const INVITATION_LIFE = 7 * 24 * 60 * 60;

/** That somebody may come to work for the shop. */
export interface Invitation {
  id: string;
  email: string;
  roles: string[];
  /** The owner who has invited them. */
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}
