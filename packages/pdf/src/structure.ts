import type { PdfObjects } from './pdf-objects.ts';

/** A part of a document by what it is: a paragraph, a table, a cell. */
export interface Element {
  tag: string;
  attributes?: string | undefined;
  kids: (Element | { page: number; mark: number })[];
}

/** The element that all others are in. */
export function structureTree(): Element {
  return { tag: 'Document', kids: [] };
}

/** An element of more is worth a pause, as is a row of a table. */
const FEW = 3;

/** Writes what is what, for whoever listens to a document; `pages` are the numbers of their objects. Answers the number of the root. */
export function* writeStructure(
  objects: PdfObjects,
  tree: Element,
  { pages, marked }: { pages: readonly number[]; marked: readonly (readonly Element[])[] },
): Generator<void, number, void> {
  const root = objects.reserve();
  const numbers = new Map<Element, number>();
  const numberOf = (element: Element) => {
    const number = numbers.get(element) ?? objects.reserve();
    numbers.set(element, number);
    return number;
  };
  function* write(element: Element, parent: number): Generator<void, void, void> {
    const number = numberOf(element);
    const kids: string[] = [];
    for (const kid of element.kids) {
      if ('mark' in kid) {
        kids.push(`<</Type/MCR/Pg ${pages[kid.page]} 0 R/MCID ${kid.mark}>>`);
        continue;
      }
      yield* write(kid, number);
      kids.push(`${numberOf(kid)} 0 R`);
    }
    if (element.kids.length > FEW) yield;
    const attributes = element.attributes ? `/A ${element.attributes}` : '';
    objects.add(
      `<</Type/StructElem/S/${element.tag}/P ${parent} 0 R/K[${kids.join(' ')}]${attributes}>>`,
      number,
    );
  }
  yield* write(tree, root);
  const owners = marked.map(
    (elements, nth) => `${nth}[${elements.map((each) => `${numberOf(each)} 0 R`).join(' ')}]`,
  );
  const parents = objects.add(`<</Nums[${owners.join(' ')}]>>`);
  return objects.add(
    `<</Type/StructTreeRoot/K[${numberOf(tree)} 0 R]/ParentTree ${parents} 0 R/ParentTreeNextKey ${pages.length}>>`,
    root,
  );
}
