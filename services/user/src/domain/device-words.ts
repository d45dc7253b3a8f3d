const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['YaBrowser', 'Yandex Browser'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** A browser and its system in a word each, as somebody knows their own; null where neither is known. */
export function deviceWords(agent: string | undefined): string | null {
  const known = (names: readonly (readonly [string, string])[]) =>
    names.find(([sign]) => agent?.includes(sign))?.[1];
  return [known(BROWSERS), known(SYSTEMS)].filter(Boolean).join(', ') || null;
}
