/** How long the link of a mail is good that asks whether somebody wants to be told, in seconds: three days. */
export const REMINDER_LINK_LIFE = 3 * 24 * 60 * 60;

/** For how many seconds it is of use to say that something is there again: three days. */
export const REMINDER_LIFE = 3 * 24 * 60 * 60;

/** So many people are told for each piece that is there, and so many at once at most; the others next. */
const FOR_EACH_PIECE = 3;
const AT_ONCE = 500;

/** Seconds between those who are told of something and the next ones: they shall have had time to buy. */
export const TURN = 30 * 60;

/** So much may somebody wait for at a time. */
export const MOST_REMINDERS = 100;

/** How many are told of something when there are so many pieces of it; not everybody for the last three. */
export const toldOf = (pieces: number): number => Math.min(Math.max(pieces, 0) * FOR_EACH_PIECE, AT_ONCE);

/** Somebody who wants to be told when something is there again. */
export interface Reminder {
  id: string;
  /** Under which id it lies in stock: a variant's, or that of a product without any. */
  stockedId: string;
  productId: string;
  createdAt: Date;
}
