/** How many tones there are in styles/colours.css. */
const TONES = 8;

/** Which of the tones hangs on the wall behind a shelf's goods: always the same one, whatever shelves there are. */
export function toneOf(slug: string): number {
  let hash = 7;
  for (const sign of slug) hash = (hash * 79 + sign.codePointAt(0)!) % 97;
  return hash % TONES;
}
