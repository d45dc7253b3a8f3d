/** How many pieces somebody has typed, with spaces between thousands if they like; undefined for what is no whole number. */
export function piecesIn(text: string): number | undefined {
  const digits = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}
