/** What mails of one language say besides what customers are told of their orders anyway. */
export interface MailWords {
  /** With the name that somebody has told, and without. */
  greeting(name: string | null): string;
  /** By a message's kind; `other` for one that has no words yet. */
  aboutOrder: Readonly<Record<string, (number: string) => string>> & { other: (number: string) => string };
  seeOrder: string;
  /** What is said of a withdrawal: of what it is, by whom it was declared, and what its link does. */
  withdrawal: { of(goods: string): string; by(name: string): string; revoke: string };
  whyOrder: string;
  /** Mails that are about no order, by their kind; `goods`: what those that are about goods call them. */
  letters: Readonly<Record<LetterKind, (goods: string) => LetterWords>>;
}

export interface LetterWords {
  subject: string;
  says: readonly string[];
  link: string;
  small: string;
  /** What the link says with which one gets no more of them. */
  stop?: string;
}

export const LETTER_KINDS = [
  'reset_password',
  'verify_address',
  'confirm_reminder',
  'back_in_stock',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];
