import { isBlank } from '@sagashop/kernel/text';

/** A user. Absent parts are null, never an empty text. */
export interface User {
  id: string;
  /** Null for a guest. */
  username: string | null;
  email: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  language: 'en' | 'ru';
  /** What they are for the shop; empty for a customer. */
  roles: string[];
  /** Whether they are an owner, as it was called before there were roles. */
  isAdmin: boolean;
  /** Whether they order without an account: with neither a name nor a password, in one session alone. */
  guest: boolean;
  /** Whether they have shown that the e-mail address is theirs. */
  emailVerified: boolean;
}

/** A user with an account. */
export type Member = User & { username: string };

/** What users may change about themselves; what is undefined stays. */
export interface ProfileChange {
  email?: string;
  firstName?: string | null;
  lastName?: string | null;
  phone?: string | null;
  language?: 'en' | 'ru';
}

/** A text without the blanks around it; null when nothing is left that anybody sees. */
export function presentOrNull(text: string | null | undefined): string | null {
  return isBlank(text ?? '') ? null : text!.trim();
}

/** The user as the change leaves them. */
export function changed(user: User, change: ProfileChange): User {
  const text = (given: string | null | undefined, old: string | null) =>
    given === undefined ? old : presentOrNull(given);
  return {
    ...user,
    email: change.email ?? user.email,
    firstName: text(change.firstName, user.firstName),
    lastName: text(change.lastName, user.lastName),
    phone: text(change.phone, user.phone),
    language: change.language ?? user.language,
  };
}

/** How a user is addressed: first and last name, or the user name when they have told neither, or else the e-mail address. */
export function displayName(user: Pick<User, 'firstName' | 'lastName' | 'username' | 'email'>): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ') || (user.username ?? user.email);
}
