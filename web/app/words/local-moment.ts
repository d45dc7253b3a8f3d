const TYPED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/;

/**
 * The moment that a `datetime-local` field means by the clocks of a zone, as ISO 8601; undefined for what is none. Of an
 * hour that there is twice, the first; one that there is not is the one an hour later.
 */
export function localMoment(typed: string, zone: string): string | undefined {
  const parts = TYPED.exec(typed);
  if (!parts) return undefined;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(asUtc).getUTCDate() !== day) return undefined;
  // What the zone is ahead of UTC depends on the moment itself: guessed a day before, and looked at again.
  const first = asUtc - aheadOf(asUtc - 86_400_000, zone);
  const second = asUtc - aheadOf(first, zone);
  return new Date(first === second ? first : Math.max(first, second)).toISOString();
}

/** In ms, how far the clocks of a zone are ahead of UTC at a moment. */
function aheadOf(moment: number, zone: string): number {
  const whole = Math.floor(moment / 60_000) * 60_000;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...({ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const),
  });
  const of = Object.fromEntries(format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(of['year']!, of['month']! - 1, of['day']!, of['hour']!, of['minute']!) - whole;
}
