import { PAGE, type TextStyle } from '@sagashop/pdf/pdf-document';

/** Where a page is written on, in points. */
export const FRAME = { left: 56, right: PAGE.width - 56, top: 64, bottom: PAGE.height - 72 } as const;

/** How what stands on it is written. */
export const STYLES = {
  title: { font: 'bold', size: 24 },
  heading: { font: 'bold', size: 10, grey: 0.35 },
  body: { font: 'regular', size: 10.5 },
  strong: { font: 'bold', size: 10.5 },
  total: { font: 'bold', size: 13 },
  small: { font: 'regular', size: 9, grey: 0.35 },
} as const satisfies Record<string, TextStyle>;
