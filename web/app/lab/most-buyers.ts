/** How many may buy in a second, and for how many seconds: a shop that many learn from is not one visitor's to fill. */
export const mostBuyers = (owner: boolean) =>
  owner ? { perSecond: 200, seconds: 60 } : { perSecond: 20, seconds: 30 };
