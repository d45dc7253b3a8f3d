/** What was copied from a spreadsheet: its lines, each with its cells. */
export function pastedBlock(text: string): string[][] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()));
}
