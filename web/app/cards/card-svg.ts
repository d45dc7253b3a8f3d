import { CARD_SIZE } from './card-size.ts';
import { textLines } from './card-text.ts';

/** What a sharing card shows. Raised whenever cards look otherwise, so that their addresses change. */
export const DESIGN = 1;

export interface Card {
  /** What is in big letters. */
  title: string;
  /** Where it belongs, above the title. */
  above: string;
  /** The shop's words, below. */
  below: string;
  shop: string;
  /** Which of the shelves' tones is the wall behind the picture. */
  tone: number;
  /** The picture and the shop's sign, as `data:` addresses; nothing stands there without one. */
  picture: string | null;
  sign: string;
}

/** As in styles/colours.css, by day. */
const TONES = ['#eadff0', '#dfe1f1', '#d3e7ee', '#dfe9cf', '#d2e7d6', '#f3dad3', '#f7dfc5', '#f9e9b9'];
const LEFT = 72;
const COLUMN = 610;
const NICHE = { x: 730, y: 72, width: 398, height: 486 };

/** A sharing card as an SVG of 1200 × 630: paper and ink, and the good on its board. */
export function cardSvg({ title, above, below, shop, tone, picture, sign }: Card): string {
  const size = title.length > 44 ? 52 : title.length > 22 ? 64 : 80;
  const lines = textLines(title, { size, width: COLUMN, most: 4 });
  const step = size * 1.1;
  const first = 345 - ((lines.length - 1) * step) / 2;
  const written = lines.map((line, at) => text(line, { y: first + at * step, size, fill: '#2a251d' }));
  const wall = TONES[tone] ?? '#ece4d4';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_SIZE.width}" height="${CARD_SIZE.height}" viewBox="0 0 1200 630">
<defs><linearGradient id="wall" x2="0" y2="1"><stop stop-color="#fffdf8"/><stop offset="1" stop-color="${wall}"/></linearGradient>
<clipPath id="niche"><rect x="${NICHE.x}" y="${NICHE.y}" width="${NICHE.width}" height="${NICHE.height}" rx="28"/></clipPath></defs>
<rect width="1200" height="630" fill="#faf5ea"/>
<image href="${sign}" x="${LEFT}" y="72" width="60" height="60"/>
${text(shop, { y: 118, size: 44, fill: '#2a251d', x: LEFT + 78 })}
${above ? text(above, { y: first - size * 1.05, size: 34, fill: '#1d5847' }) : ''}
${written.join('\n')}
${textLines(below, { size: 30, width: COLUMN, most: 2 })
  .map((line, at) => text(line, { y: 516 + at * 38, size: 30, fill: '#665c4d' }))
  .join('\n')}
<g clip-path="url(#niche)"><rect x="${NICHE.x}" y="${NICHE.y}" width="${NICHE.width}" height="${NICHE.height}" fill="url(#wall)"/>
<rect x="${NICHE.x}" y="522" width="${NICHE.width}" height="20" fill="#c99a66"/><rect x="${NICHE.x}" y="540" width="${NICHE.width}" height="18" fill="#a87743"/></g>
${picture ? `<image href="${picture}" x="${NICHE.x + 39}" y="221" width="320" height="320"/>` : ''}
</svg>`;
}

function text(
  words: string,
  { x = LEFT, y, size, fill }: { x?: number; y: number; size: number; fill: string },
) {
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" font-family="Alegreya" font-weight="700" font-size="${size}" fill="${fill}">${safe}</text>`;
}
