import { refusals } from '@sagashop/kernel/problem';

/** What only the catalogue refuses. */
export const refuseCatalog = refusals({
  slug_taken: { status: 409, title: 'Another category has this slug already.' },
  variant_exists: { status: 409, title: 'Another variant of this product is just that already.' },
  last_variant: {
    status: 409,
    title: 'A product is sold as one thing at least. Hide it, or take it away as a whole.',
  },
  category_in_use: {
    status: 409,
    title: 'There are products or other categories in this one. Move or remove them first.',
  },
  not_undoable: {
    status: 409,
    title:
      'Changes of a price, of texts and of what customers see can be undone, for a day. Nothing was changed.',
  },
  has_wrong_rows: {
    status: 409,
    title: 'Some rows of this import are wrong. Mend the file and send it again. Nothing was changed.',
  },
  already_applied: { status: 409, title: 'This import was applied before. It is not applied twice.' },
  not_applied: { status: 409, title: 'This import was not applied: there is nothing to take back.' },
  already_undone: { status: 409, title: 'This import was taken back before.' },
  undo_expired: { status: 409, title: 'An import can be taken back for 24 hours, which are over.' },
  import_under_way: {
    status: 409,
    title: 'An import is being applied or taken back at this moment. Try again when it is done.',
  },
  import_outdated: {
    status: 409,
    title: 'Some of it was changed since the file was compared. Compare it again. Nothing was changed.',
  },
  import_emptied: { status: 409, title: 'The rows of this import are gone: it is too old.' },
});
