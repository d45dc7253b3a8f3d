import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';

const values = { productId: EXAMPLE.product };

/** What the schemas of the stock service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/stock/{productId}': {
    description: 'How much there is of a product, and how much of it orders under way have reserved.',
    values,
  },
  'POST /api/stock/{productId}/receipts': {
    description: 'Goods received. Answers the stock after it.',
    key: 'honoured',
    values,
    body: { quantity: 10 },
  },
};
