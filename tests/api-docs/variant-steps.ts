import type { Step } from './step.ts';

const admin = { as: 'admin' } as const;
const LAMP = { en: 'Floor lamp', ru: 'Торшер' };
const variant = (says: string, size: string, more: Partial<Step> = {}): Step => ({
  says,
  route: 'POST /api/products/{id}/variants',
  status: 201,
  ...admin,
  values: { id: '{{lamp}}' },
  body: { options: { size }, price: { amount: 129_900 } },
  ...more,
});
const order = (says: string, line: object, code: string): Step => ({
  says,
  route: 'POST /api/orders',
  status: 422,
  code,
  as: 'customer',
  body: { lines: [{ quantity: 1, ...line }] },
});

/** A product in two sizes, one of which goes again. */
export const VARIANTS: Step[] = [
  {
    says: 'Another product',
    route: 'POST /api/products',
    status: 201,
    ...admin,
    body: { name: LAMP, description: LAMP, price: { amount: 129_900 }, categoryId: '{{category}}' },
    keep: { lamp: 'id' },
  },
  variant('A small one', 'S', { keep: { small: 'id' } }),
  variant('A large one', 'L', { keep: { large: 'id' } }),
  variant('Another small one', 'S', { status: 409, code: 'variant_exists' }),
  order('Which of them?', { productId: '{{lamp}}' }, 'variant_missing'),
  order('None of its sizes', { productId: '{{lamp}}', variantId: '{{$guid}}' }, 'unknown_variant'),
  {
    says: 'The small one goes',
    route: 'DELETE /api/products/{id}/variants/{variantId}',
    status: 204,
    ...admin,
    values: { id: '{{lamp}}', variantId: '{{small}}' },
  },
  {
    says: 'The last one stays',
    route: 'DELETE /api/products/{id}/variants/{variantId}',
    status: 409,
    code: 'last_variant',
    ...admin,
    values: { id: '{{lamp}}', variantId: '{{large}}' },
  },
];
