interface Named {
  id: string;
  slug?: string | undefined;
  /** Which of its variants the page is to show. */
  variant?: { id: string } | undefined;
}

/** The address of a product's page. Who knows its id alone is led on from there to its slug. */
export function productPath({ id, slug, variant }: Named): string {
  return `/p/${slug ?? id}${variant ? `?variant=${variant.id}` : ''}`;
}
