import { useWords } from '../words/words';

const MOST = 100; // orders that an address names

/** The file with the invoices of these orders, a hundred at most. */
export const invoicesOf = (orders: readonly string[]) => `/api/orders/invoices.pdf?ids=${orders.join()}`;

/** The invoices of many orders, in as many files as it takes. */
export function InvoiceParts({ orders }: { orders: readonly string[] }) {
  const { say } = useWords();
  const parts = Array.from({ length: Math.ceil(orders.length / MOST) }, (_, part) =>
    orders.slice(part * MOST, (part + 1) * MOST),
  );
  return parts.map((part, at) => (
    <a key={part[0]} href={invoicesOf(part)} className="button" data-kind="quiet">
      {parts.length === 1
        ? say('admin.packing.invoices')
        : say('admin.invoices.part', {
            from: String(at * MOST + 1),
            to: String(at * MOST + part.length),
          })}
    </a>
  ));
}
