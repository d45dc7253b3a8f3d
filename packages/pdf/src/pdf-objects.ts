/** The objects of a PDF by their numbers, which may be given before what they say is known. */
export interface PdfObjects {
  /** A number for an object that is said later. */
  reserve(): number;
  /** Says what an object is; without a number a new one is taken. Answers its number. */
  add(body: string | Buffer, number?: number): number;
  /** As `add`, for bytes, with more entries of their dictionary. */
  stream(bytes: Buffer, entries?: string, number?: number): number;
  /** The whole file, with these as its catalogue, its information and its identity (32 hexadecimal digits). */
  whole(catalog: number, info: number, identity: string): Buffer;
}

/**
 * Collects objects. Nothing is compressed: what zlib makes of a text depends on its release and on the processor, and the
 * same document has to have the same bytes everywhere.
 */
export function pdfObjects(): PdfObjects {
  const bodies: (Buffer | undefined)[] = [];
  const reserve = () => bodies.push(undefined);
  const add = (body: string | Buffer, number = reserve()) => {
    bodies[number - 1] = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
    return number;
  };
  return {
    reserve,
    add,
    stream: (bytes, entries = '', number = reserve()) => {
      const head = Buffer.from(`<</Length ${bytes.length}${entries}>>\nstream\n`, 'latin1');
      return add(Buffer.concat([head, bytes, Buffer.from('\nendstream', 'latin1')]), number);
    },
    whole: (catalog, info, identity) => {
      // The second line says to whoever transmits it that these are not characters.
      const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
      let end = parts[0]!.length;
      const places = bodies.map((body, at) => {
        const own = [
          Buffer.from(`${at + 1} 0 obj\n`),
          body ?? Buffer.from('null'),
          Buffer.from('\nendobj\n'),
        ];
        const place = end;
        parts.push(...own);
        end += own.reduce((sum, part) => sum + part.length, 0);
        return place;
      });
      const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
      const size = bodies.length + 1;
      const trailer = `<</Size ${size}/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${identity}><${identity}>]>>`;
      parts.push(
        Buffer.from(
          `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${end}\n%%EOF\n`,
        ),
      );
      return Buffer.concat(parts);
    },
  };
}

/** A text as PDF has them outside of pages: UTF-16 with its mark, as hexadecimal digits. */
export function pdfText(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}
