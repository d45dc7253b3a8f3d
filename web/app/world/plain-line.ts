/** A line of a world's story, as it is said in plain words: the key of its text, and what stands in it. */
export interface PlainLine {
  readonly key: string;
  /** Each as it stands in the story; `what`, `reply`, `why` and `button` have words of their own. */
  readonly parts: Readonly<Record<string, string>>;
}

const MESSAGE = '(?<what>[a-z]+\\.[a-z_]+) of (?<order>\\S+) \\((?<try>\\d+)\\)';
const RUNNER = '(?<runner>runner-[ab])';

/** By whom it is told: a runner, a participant, or by name. The first that fits says it. */
const LINES: readonly (readonly [key: string, who: RegExp, what: RegExp])[] = (
  [
    ['sends', 'runner-.', `sends ${MESSAGE}`],
    ['starts', 'runner-.', 'starts'],
    ['stopped', 'runner-.', 'is stopped'],
    ['wakes', 'runner-.', 'wakes'],
    ['dies', 'runner-.', 'dies as it was told to'],
    ['dies.before', 'runner-.', 'dies before it (?:writes|sends): .+'],
    ['dies.after', 'runner-.', 'dies when it has written: .+'],
    ['dies', '.+', 'dies'],
    ['freezes.before', 'runner-.', 'freezes before it (?:writes|sends): .+'],
    ['freezes.after', 'runner-.', 'freezes when it has written: .+'],
    ['freezes', 'runner-.', 'freezes'],
    ['lost', 'runner-.', 'learns that (?<saga>.+) is not its own any more'],
    ['lapsed', 'runner-.', 'has been silent for too long, and drops its sagas'],
    ['parks', 'runner-.', "parks '(?<step>.+)' of (?<saga>.+)"],
    ['looks', 'runner-.', 'looks again at what is wished of (?<order>.+)'],
    ['copy', 'network', `makes a copy of ${MESSAGE}`],
    ['copy.reply', 'network', `makes a copy of the reply to ${MESSAGE}`],
    ['keeps', 'network', `keeps a copy of ${MESSAGE} for very long`],
    ['loses', 'network', `loses ${MESSAGE}`],
    ['loses.reply', 'network', `loses the reply to ${MESSAGE}`],
    ['holds', 'network', `holds back ${MESSAGE}`],
    ['holds.reply', 'network', `holds back the reply to ${MESSAGE}`],
    ['first', 'network', `lets ${MESSAGE} overtake all others`],
    ['first.reply', 'network', `lets the reply to ${MESSAGE} overtake all others`],
    ['breaks', 'network', `breaks the connection of ${MESSAGE}`],
    ['breaks.lease', 'network', 'breaks the connection of a lease'],
    ['cuts.answer', 'network', `cuts ${RUNNER} off from the answer to: .+`],
    ['cuts.request', 'network', `cuts ${RUNNER} off before the database has: .+`],
    ['places', 'customer', `places (?<order>\\S+), at ${RUNNER}`],
    ['cancels', 'customer', `wants it cancelled, (?<order>\\S+), at ${RUNNER}`],
    ['part', 'customer', `wants a part cancelled, (?<order>\\S+), at ${RUNNER}`],
    ['plans', 'customer', `plans a parcel, (?<order>\\S+), at ${RUNNER}`],
    ['parcel', 'customer', `tells of a parcel, (?<order>\\S+), at ${RUNNER}`],
    ['return', 'customer', `.+ a (?:return|withdrawal), (?<order>\\S+), at ${RUNNER}`],
    ['refund', 'customer', `wants (?<amount>\\d+) back, (?<order>\\S+), at ${RUNNER}`],
    ['has.new', 'database', 'has (?<saga>.+), a \\S+ of (?<order>\\S+)'],
    ['has.completed', 'database', 'has (?<saga>[^:]+): ended, completed'],
    ['has.refused', 'database', 'has (?<saga>[^:]+): ended, refused, (?<why>\\S+)'],
    ['has.forward', 'database', 'has (?<saga>[^:]+): forward.*'],
    ['has.back', 'database', 'has (?<saga>[^:]+): back(?: for (?<why>\\S+))? .*'],
    ['has.after', 'database', 'has (?<saga>[^:]+): refused(?: for (?<why>\\S+))? .*'],
    ['gives', 'database', `gives (?<saga>.+) to ${RUNNER} \\(\\S+\\)`],
    ['back', '.+', 'is there again'],
    ['does', '.+', 'handles (?<what>\\S+) of (?<order>\\S+): done'],
    ['refuses', '.+', 'handles (?<what>\\S+) of (?<order>\\S+): refused, (?<why>\\S+)'],
    ['faults', '.+', 'handles (?<what>\\S+) of (?<order>\\S+): a fault, .+'],
    ['dies.unwritten', '.+', 'dies before it has written .+'],
    ['dies.written', '.+', 'dies when it has written .+, before it answers'],
    ['presses', 'operator', `asks ${RUNNER}: (?<button>retry|turn-back) (?<saga>.+)`],
    ['presses.parked', 'operator', `asks ${RUNNER} to try (?<saga>.+) again`],
    ['broken', 'check', 'BROKEN: .+'],
  ] as const
).map(([key, who, what]) => [key, new RegExp(`^${who}$`), new RegExp(`^${what}$`)]);

/** All keys that `plainLine` gives. */
export const LINE_KEYS: readonly string[] = [...new Set(LINES.map(([key]) => key))];

/** How a line is said in plain words; undefined when there are none for it. */
export function plainLine({ who, what }: { who: string; what: string }): PlainLine | undefined {
  for (const [key, by, pattern] of LINES) {
    const found = by.test(who) ? pattern.exec(what) : null;
    if (found) return { key, parts: { who, ...found.groups } };
  }
  return undefined;
}
