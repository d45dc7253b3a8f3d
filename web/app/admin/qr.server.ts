import encodeQR from 'qr';

/** A QR code of a text as the path of an SVG: a unit is a module, `size` of them a side, the quiet zone included. */
export function qrOf(text: string): { path: string; size: number } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: path.join(''), size: rows.length };
}
