const BEGINNINGS = [/^\xff\xd8\xff/, /^\x89PNG\r\n\x1a\n/, /^RIFF[\s\S]{4}WEBP/];

/** Whether a text is a JPEG, PNG or WebP in base64, by how it begins. */
export function isImage(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 16 || bytes.toString('base64').replaceAll('=', '') !== text.replaceAll('=', ''))
    return false;
  const beginning = bytes.subarray(0, 16).toString('latin1');
  return BEGINNINGS.some((one) => one.test(beginning));
}
