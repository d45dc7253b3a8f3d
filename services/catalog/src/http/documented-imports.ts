import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseCatalog } from '../errors.ts';

const values = { id: EXAMPLE.product };
const headers = { 'Accept-Language': 'The language of what is said of wrong rows: `en` or `ru`.' };
const waits = {
  ...headers,
  Prefer: '`wait=5`: the answer comes after so many seconds at most, as 202 where it is not done by then.',
};

/** What the schemas of the routes of imports do not say. */
export const documentedImports: Documented = {
  'POST /api/imports': {
    headers,
    description:
      'A form (`multipart/form-data`) with a `file` of at most 20 MB, its `kind` (products, prices, stock), and with ' +
      '`mapping`, where columns are to be read otherwise than by their headings: a JSON object of their names and what each ' +
      'says, null for nothing. The file is CSV: UTF-8, UTF-16 or Windows-1251, with `;`, `,` or tabs between cells, and at ' +
      'most 50,000 rows. Stock is `onHand`, as it was counted, or `received`, `threshold`, and `place`, where it lies on the ' +
      'shelves, or `-` for nowhere any more. Nothing is changed: the answer says, field by field, what would be, and which rows are wrong. An ' +
      'empty cell changes nothing. A product is named by `id` or `slug`; a row of products that names none is a new one, ' +
      'unless its shelf has a product of that English name.',
    key: 'required',
    refuses: [refuse.body_too_large, refuse.unsupported_media_type, refuse.validation_failed],
  },
  'GET /api/imports': {
    description: 'Every file that was sent, the newest first, by whom, and what became of it.',
  },
  'GET /api/imports/{id}': {
    headers,
    description:
      'An import with its first 100 rows that change something and the first 100 that are wrong. Rows and file are kept for 7 ' +
      'days.',
    values,
  },
  'PATCH /api/imports/{id}': {
    headers,
    description:
      'Compares the file with what is there now. With `mapping`, its columns are read otherwise; those that it leaves out ' +
      'are guessed.',
    refuses: [refuseCatalog.already_applied, refuseCatalog.import_emptied],
    values,
    body: { mapping: { Price: 'price' } },
  },
  'POST /api/imports/{id}/application': {
    headers: waits,
    description:
      'Changes what the import says: all of it or nothing. Where something was changed since the file was compared, nothing ' +
      'is, and `rows` says which. After 25 seconds the answer is 202, and it goes on.',
    key: 'honoured',
    refuses: [
      ...[refuseCatalog.has_wrong_rows, refuseCatalog.already_applied, refuseCatalog.import_outdated],
      ...[refuseCatalog.import_under_way, refuseCatalog.import_emptied],
    ],
    values,
  },
  'POST /api/imports/{id}/undo': {
    headers: waits,
    description:
      'Takes the whole import back, for 24 hours after it was applied: each field becomes what it was, unless somebody has ' +
      'changed it since; that stays, and `kept` names it. New products go, stock goes back by movements.',
    key: 'honoured',
    refuses: [
      ...[refuseCatalog.not_applied, refuseCatalog.already_undone, refuseCatalog.undo_expired],
      refuseCatalog.import_under_way,
    ],
    values,
  },
  'GET /api/imports/{id}/wrong.csv': {
    headers,
    description:
      'The rows that are wrong, as they stood in the file, with their lines and with what is wrong.',
    refuses: [refuseCatalog.import_emptied],
    values,
    answers: { 200: { description: 'The file', type: 'text/csv' } },
  },
};
