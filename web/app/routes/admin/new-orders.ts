import type { LoaderFunctionArgs } from 'react-router';
import { countSince } from '../../admin/order-rows.server';
import { staff } from '../../admin/staff.server';

/** How many orders have come since a list was shown, that it would have. */
export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'orders.read');
  return countSince(request);
}
