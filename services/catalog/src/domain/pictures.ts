import type { Localized } from './localized.ts';

/** A picture of a product; without `alt` it shows what the product's name says. */
export interface Picture {
  /** Of an uploaded one. */
  id?: string;
  url: string;
  alt?: Localized;
}

/** All pictures anew, or the first alone. */
export interface PictureChange {
  pictures?: readonly Picture[] | undefined;
  picture?: string | null | undefined;
}

/**
 * The pictures as the change leaves them; an uploaded one keeps its id. Who changes the first leaves the others, who takes
 * it away takes all.
 */
export function changedPictures(before: readonly Picture[], change: PictureChange): readonly Picture[] {
  const { pictures, picture } = change;
  if (pictures) {
    const ids = new Map(before.map(({ url, id }) => [url, id]));
    return pictures.map(({ id: _sent, ...rest }) => {
      const id = ids.get(rest.url);
      return id === undefined ? rest : { id, ...rest };
    });
  }
  if (picture === undefined || picture === before[0]?.url) return before;
  return picture === null ? [] : [{ url: picture }, ...before.slice(1)];
}
