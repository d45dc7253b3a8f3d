import type { Localized } from './localized.ts';

/** A picture of a product; without `alt` it shows what the product's name says. */
export interface Picture {
  url: string;
  alt?: Localized;
}

/** All pictures anew, or the first alone. */
export interface PictureChange {
  pictures?: readonly Picture[] | undefined;
  picture?: string | null | undefined;
}

/** The pictures as the change leaves them: who changes the first leaves the others, who takes it away takes all. */
export function changedPictures(before: readonly Picture[], change: PictureChange): readonly Picture[] {
  const { pictures, picture } = change;
  if (pictures) return pictures;
  if (picture === undefined || picture === before[0]?.url) return before;
  return picture === null ? [] : [{ url: picture }, ...before.slice(1)];
}
