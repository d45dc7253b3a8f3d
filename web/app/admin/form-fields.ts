/** What stands in the fields of these names, as the form would send it. */
export function textsIn(form: HTMLFormElement, names: readonly string[]): Record<string, string> {
  const sent = new FormData(form);
  return Object.fromEntries(names.map((name) => [name, textOf(sent.get(name))]));
}

/** The end of a line is one letter, as it was when the text was saved. */
const textOf = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '');

/** Writes texts into the fields of these names, as if they had been typed. */
export function fillIn(form: HTMLFormElement, texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = text !== '';
    else if (field && 'value' in field) field.value = text;
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
}
