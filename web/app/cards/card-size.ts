/** A sharing card in pixels, as those who show one want it. */
export const CARD_SIZE = { width: 1200, height: 630 };
