import { refusals } from '@sagashop/kernel/problem';

/** What only the catalogue refuses. */
export const refuseCatalog = refusals({
  slug_taken: { status: 409, title: 'Another category has this slug already.' },
  category_in_use: {
    status: 409,
    title: 'There are products or other categories in this one. Move or remove them first.',
  },
  not_undoable: {
    status: 409,
    title:
      'Changes of a price, of texts and of what customers see can be undone, for a day. Nothing was changed.',
  },
});
