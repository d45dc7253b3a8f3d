/** An option and the values that somebody wants of it. */
export interface OptionLine {
  name: string;
  values: string[];
}

/** Options as people write them down, one a line: `Size: S, M, L`; undefined where a line says no name and values. */
export function optionLines(text: string): OptionLine[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line): OptionLine => {
      const at = line.indexOf(':');
      const values = line
        .slice(at + 1)
        .split(',')
        .map((value) => value.trim())
        .filter(Boolean);
      return { name: at > 0 ? line.slice(0, at).trim() : '', values: [...new Set(values)] };
    });
  const whole = lines.length > 0 && lines.every(({ name, values }) => name !== '' && values.length > 0);
  return whole ? lines : undefined;
}

/** Each value of each option with each of the others, the last option changing first. */
export function combinationsOf(lines: readonly { key: string; values: readonly string[] }[]) {
  return lines.reduce<Record<string, string>[]>(
    (all, { key, values }) => all.flatMap((one) => values.map((value) => ({ ...one, [key]: value }))),
    [{}],
  );
}
