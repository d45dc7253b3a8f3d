import type { Order } from '../shop/api-types';
import { PaperLinks } from './paper-links';
import { PrintButton } from './print-button';

/** What can be printed of an order: this page, and its invoice and credit notes as files. */
export function OrderPapers({ order }: { order: Order }) {
  return (
    <>
      <PrintButton />
      <PaperLinks order={order} />
    </>
  );
}
