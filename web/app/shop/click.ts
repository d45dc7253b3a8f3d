/**
 * Something that a visitor has done, as the shop's traces know it. Each request that follows from it says so by these
 * headers: which trace it would be part of, which span, and how many ms ago it was. The shop decides whether it is traced.
 */
export function newClick(): () => Record<string, string> {
  const trace = hex(16);
  const at = performance.now();
  return () => {
    const span = hex(8);
    const ago = Math.min(Math.round(performance.now() - at), 999_999);
    return { traceparent: `00-${trace}-${span}-00`, 'sagashop-click': `${span};${ago}` };
  };
}

function hex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
