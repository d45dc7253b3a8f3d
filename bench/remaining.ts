/**
 * How many seconds are left, from what each step was thought to take and what those that are done have taken. The
 * first steps count little: a machine is judged by more than one.
 */
export function secondsLeft(expected: readonly number[], done: number, elapsed: number): number {
  const sum = (some: readonly number[]) => some.reduce((total, seconds) => total + seconds, 0);
  const behind = sum(expected.slice(0, done));
  const trust = 20; // seconds of the plan that count as if they had taken as long as planned
  return sum(expected.slice(done)) * ((elapsed + trust) / (behind + trust));
}

/** A time as one says it. */
export function spoken(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return `${Math.round(seconds / 60)} min`;
}
