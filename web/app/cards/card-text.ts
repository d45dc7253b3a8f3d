/** How wide letters of the headings' face are, in parts of its size; a little more than they are. */
const NARROW = /[\p{P}\p{Zs}ijlfrtIJ1|г]/u;
const WIDE = /[mwMWшщжюыфмШЩЖЮЫФМОQO@%—…]/u;

/** About how wide a text is at a size, in the same unit; never less than it really is by much. */
export function textWidth(text: string, size: number): number {
  let parts = 0;
  for (const letter of text) {
    if (WIDE.test(letter)) parts += 0.84;
    else if (NARROW.test(letter)) parts += 0.38;
    else parts += letter === letter.toLowerCase() ? 0.54 : 0.68;
  }
  return parts * size;
}

/** A text in lines of at most this width; what does not fit into `most` lines ends in an ellipsis. */
export function textLines(
  text: string,
  { size, width, most }: { size: number; width: number; most: number },
) {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, size, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  let last = lines[most - 1]!;
  while (textWidth(`${last}…`, size) > width) last = last.slice(0, -1);
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}

/** A word, and one that is wider than a line in pieces. */
function pieces(word: string, size: number, width: number): string[] {
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (textWidth(piece + letter, size) > width) {
      found.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...found, piece];
}
