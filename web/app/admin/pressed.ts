/** What a key press is, as far as it can be told apart from others. */
type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * The name of what was pressed: `g`, `?`, `mod+k` with Ctrl or Cmd. A letter is known by its place where the keyboard
 * writes another alphabet.
 */
export function pressed({ key, code, ctrlKey, metaKey, altKey }: Press): string {
  if (altKey) return '';
  const latin = /^[a-z]$/i.test(key) ? key : /^Key([A-Z])$/.exec(code)?.[1];
  return (ctrlKey || metaKey ? 'mod+' : '') + (latin ?? key).toLowerCase();
}
