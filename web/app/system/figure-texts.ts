import { kept } from '../words/kept';
import type { Language } from '../words/languages';

const whole = kept((language: Language) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }));
const fine = kept((language: Language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }));
const finest = kept((language: Language) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }));

/** A number with as many digits as its size makes worth reading; a dash for none. */
export function figureText(value: number | null, language: Language): string {
  if (value === null) return '–';
  const form = Math.abs(value) >= 100 ? whole : Math.abs(value) >= 10 ? fine : finest;
  return form(language).format(value);
}

const STEPS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes in the largest unit of which there is one at least, and the key of that unit's name. */
export function bytesIn(bytes: number): { value: number; unit: (typeof STEPS)[number] } {
  let [value, step] = [bytes, 0];
  while (value >= 1000 && step < STEPS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value, unit: STEPS[step]! };
}
