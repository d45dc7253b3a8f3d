import type { Step } from './step.ts';

/** What a page of another site has a visitor's browser do. */
export const FOREIGN: Step[] = [
  {
    says: 'Another site’s page signs out',
    route: 'DELETE /api/session',
    status: 403,
    code: 'foreign_origin',
    headers: { Cookie: 'sagashop_session=any', Origin: 'https://elsewhere.example' },
  },
];
