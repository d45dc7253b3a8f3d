/** The same products, those of one category not all in a row. */
export function apart<P extends { category: { id: string } }>(items: readonly P[]): P[] {
  const shelves = [...Map.groupBy(items, (item) => item.category.id).values()];
  const longest = Math.max(0, ...shelves.map((shelf) => shelf.length));
  return Array.from({ length: longest }, (_, at) => shelves.flatMap((shelf) => shelf[at] ?? [])).flat();
}
