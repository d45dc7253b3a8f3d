/** How many pairs of acts are drawn; the long test draws more. */
export const pairs = { runs: 100 };
