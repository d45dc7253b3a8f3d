import type { Localized } from './localized.ts';

/** A category as it stands among the others. */
export interface Node {
  id: string;
  slug: string;
  name: Localized;
  parentId: string | null;
}

/** All categories, and which of them stand in which. */
export interface CategoryTree {
  nodes: ReadonlyMap<string, Node>;
  /** The ids of those that stand in another, by its id. */
  inside: ReadonlyMap<string, readonly string[]>;
}

/** A category and how many products it has. */
interface Counted {
  id: string;
  slug: string;
  name: string;
  count: number;
}

/** So many categories stand in one another at most. */
const DEEPEST = 4;

export function treeOf(nodes: readonly Node[]): CategoryTree {
  const inside = Map.groupBy(
    nodes.filter(({ parentId }) => parentId !== null),
    ({ parentId }) => parentId!,
  );
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    inside: new Map([...inside].map(([id, some]) => [id, some.map((one) => one.id)])),
  };
}

/** A category and all that stand in it, by their ids. */
function withBelow(tree: CategoryTree, id: string): string[] {
  return [id, ...(tree.inside.get(id) ?? []).flatMap((one) => withBelow(tree, one))];
}

/** The categories in which one stands, itself first. */
function withAbove({ nodes }: CategoryTree, id: string): Node[] {
  const above: Node[] = [];
  for (let one = nodes.get(id); one; one = one.parentId === null ? undefined : nodes.get(one.parentId))
    above.push(one);
  return above;
}

/** Of what a filter names by id or slug, an id first, each with all that stands in it; what is unknown stays as it is. */
export function namedWithBelow(tree: CategoryTree, named: readonly string[]): string[] {
  if (tree.inside.size === 0) return [...named];
  const bySlug = new Map([...tree.nodes.values()].map(({ id, slug }) => [slug, id]));
  const ids = named.flatMap((one) => {
    const id = tree.nodes.has(one.toLowerCase()) ? one.toLowerCase() : bySlug.get(one);
    return id === undefined ? [one] : withBelow(tree, id);
  });
  return [...new Set(ids)];
}

/** Why a category cannot stand in another one; undefined when it can. */
export function misplaced(tree: CategoryTree, id: string, parentId: string): string | undefined {
  const above = withAbove(tree, parentId);
  if (above.length === 0) return 'is no category';
  if (above.some((one) => one.id === id)) return 'is this category, or stands in it';
  return above.length + heightOf(tree, id) > DEEPEST ? `stands too deep: at most ${DEEPEST}` : undefined;
}

function heightOf(tree: CategoryTree, id: string): number {
  const below = (tree.inside.get(id) ?? []).map((one) => heightOf(tree, one));
  return 1 + Math.max(0, ...below);
}

/** Counts by category, each with those of the categories that stand in it; the fullest first. */
export function withTheirParents(
  counts: readonly Counted[],
  tree: CategoryTree,
  language: keyof Localized,
): Counted[] {
  if (tree.inside.size === 0) return [...counts];
  const all = new Map<string, Counted>();
  for (const one of counts) {
    const above = withAbove(tree, one.id);
    for (const { id, slug, name } of above.length > 0
      ? above
      : [{ ...one, name: { en: one.name, ru: one.name } }]) {
      const before = all.get(id)?.count ?? 0;
      all.set(id, { id, slug, name: name[language], count: before + one.count });
    }
  }
  return [...all.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
