interface Parts {
  kind?: string;
  file?: string | Buffer;
  mapping?: object | string;
}

/** The form of an import, as a browser sends it, for `inject`. */
export function importForm({ kind, file, mapping }: Parts, headers: Record<string, string>) {
  const head = (rest: string) => `--seam\r\ncontent-disposition: form-data; ${rest}\r\n\r\n`;
  const text = (name: string, said: string) => Buffer.from(`${head(`name="${name}"`)}${said}\r\n`);
  const parts: Buffer[] = [];
  if (kind !== undefined) parts.push(text('kind', kind));
  if (mapping !== undefined)
    parts.push(text('mapping', typeof mapping === 'string' ? mapping : JSON.stringify(mapping)));
  if (file !== undefined)
    parts.push(
      Buffer.from(head('name="file"; filename="goods.csv"\r\ncontent-type: text/csv')),
      Buffer.from(file),
      Buffer.from('\r\n'),
    );
  parts.push(Buffer.from('--seam--\r\n'));
  return {
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=seam' },
    payload: Buffer.concat(parts),
  };
}
