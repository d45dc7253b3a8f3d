/** Ids in examples. The page that shows them (docs/api/page/start.js) puts ids of the running shop there. */
export const EXAMPLE = {
  product: '019a0000-0000-7000-8000-000000000001',
  category: '019a0000-0000-7000-8000-000000000002',
  order: '019a0000-0000-7000-8000-000000000003',
  user: '019a0000-0000-7000-8000-000000000004',
  courier: '019a0000-0000-7000-8000-000000000005',
  address: '019a0000-0000-7000-8000-000000000006',
  mail: '019a0000-0000-7000-8000-000000000007',
};
