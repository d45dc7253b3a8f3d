/** How people name a parcel to each other: the end of its id, which is drawn by chance. */
export const parcelCode = (id: string): string => id.slice(-6).toUpperCase();
