/** The address of a product's page. Who knows its id alone is led on from there to its slug. */
export function productPath({ id, slug }: { id: string; slug?: string | undefined }): string {
  return `/p/${slug ?? id}`;
}
