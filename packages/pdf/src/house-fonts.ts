import { readFile } from 'node:fs/promises';
import { type Font, openFont } from './open-font.ts';

let opened: Promise<{ regular: Font; bold: Font }> | undefined;

/** The fonts of the shop's documents, read when they are first asked for: Latin, Greek and Cyrillic letters. */
export function houseFonts(): Promise<{ regular: Font; bold: Font }> {
  opened ??= Promise.all([read('regular'), read('bold')]).then(([regular, bold]) => ({ regular, bold }));
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function read(weight: 'regular' | 'bold'): Promise<Font> {
  const file = await readFile(new URL(`../fonts/alegreya-${weight}.ttf`, import.meta.url));
  return openFont(`Alegreya-${weight === 'bold' ? 'Bold' : 'Regular'}`, file);
}
