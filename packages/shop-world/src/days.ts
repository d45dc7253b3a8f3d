const DAY = 86_400_000; // ms

/** When it is so many days after the world began. */
export const momentOf = (day: number): Date => new Date(Date.UTC(2026, 0, 1) + day * DAY);

/** The day on which that is, YYYY-MM-DD. */
export const dateOf = (day: number): string => momentOf(day).toISOString().slice(0, 10);
