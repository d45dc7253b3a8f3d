import type { Step } from './step.ts';

const admin = { as: 'admin' } as const;
const part = (head: string, said: string) =>
  `--seam\r\nContent-Disposition: form-data; ${head}\r\n\r\n${said}\r\n`;
const file = (text: string) =>
  `${part('name="kind"', 'prices')}${part('name="file"; filename="prices.csv"', text)}--seam--\r\n`;
const sends = (says: string, price: string, keep: string): Step => ({
  says,
  route: 'POST /api/imports',
  status: 201,
  ...admin,
  headers: { 'Content-Type': 'multipart/form-data; boundary=seam' },
  body: file(`id,price\n{{product}},${price}\n`),
  keep: { [keep]: 'id' },
});
const act = (
  says: string,
  what: 'application' | 'undo',
  id: string,
  status: number,
  code?: string,
): Step => ({
  says,
  route: `POST /api/imports/{id}/${what}`,
  status,
  ...admin,
  values: { id: `{{${id}}}` },
  ...(code && { code }),
});

/** Files of prices: one that is wrong, one that is applied and taken back, one that somebody has overtaken. */
export const IMPORTS: Step[] = [
  sends('A file with a row that is wrong', 'a lot', 'wrongImport'),
  act('It cannot be applied', 'application', 'wrongImport', 409, 'has_wrong_rows'),
  act('Nor taken back', 'undo', 'wrongImport', 409, 'not_applied'),
  sends('A file with another price', '1500', 'import'),
  act('It is applied', 'application', 'import', 200),
  act('Once', 'application', 'import', 409, 'already_applied'),
  act('It is taken back', 'undo', 'import', 200),
  act('That too once', 'undo', 'import', 409, 'already_undone'),
  sends('A file that is overtaken', '1600', 'lateImport'),
  {
    says: 'by somebody who changes the price',
    route: 'PATCH /api/products/{id}',
    status: 200,
    ...admin,
    values: { id: '{{product}}' },
    body: { price: { amount: 129_800 } },
  },
  act('is not applied', 'application', 'lateImport', 409, 'import_outdated'),
  {
    says: 'The price is as it was',
    route: 'PATCH /api/products/{id}',
    status: 200,
    ...admin,
    values: { id: '{{product}}' },
    body: { price: { amount: 129_900 } },
  },
];
