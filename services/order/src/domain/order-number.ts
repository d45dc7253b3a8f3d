/** No order has a longer number, and none begins with a zero. `No` is what NFKC makes of a number sign, №. */
const WRITTEN = /^(?:#|No\.?)? ?([1-9][0-9]{0,17})$/;

/** The number of an order as people write it, `#100618` or `№ 100618`, from a comparable text; undefined when it is none. */
export function orderNumber(text: string): string | undefined {
  return WRITTEN.exec(text)?.[1];
}
