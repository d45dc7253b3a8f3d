/** Whether a Content-Type names no charset but UTF-8, which is the only one that is read. */
export function isInUtf8(type = ''): boolean {
  return type
    .split(';')
    .slice(1)
    .map((parameter) => parameter.split('=', 2).map((part) => part.trim().toLowerCase()))
    .every(([name, value = '']) => name !== 'charset' || /^"?(?:utf-?8|us-ascii)"?$/.test(value));
}
