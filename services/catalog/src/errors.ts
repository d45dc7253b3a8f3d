import { refusals } from '@sagashop/kernel/problem';

/** What only the catalogue refuses. */
export const refuseCatalog = refusals({
  slug_taken: { status: 409, title: 'Another category has this slug already.' },
  category_in_use: {
    status: 409,
    title: 'There are products or other categories in this one. Move or remove them first.',
  },
});
