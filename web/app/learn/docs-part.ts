/** A part of a page of the docs: what it is, its text where it has one, and the parts in it. */
export interface DocsPart {
  /** Its place on the page. */
  readonly id: string;
  readonly is:
    | 'h2'
    | 'h3'
    | 'p'
    | 'ul'
    | 'li'
    | 'pre'
    | 'table'
    | 'tr'
    | 'th'
    | 'td'
    | 'code'
    | 'strong'
    | 'em'
    | 'text'
    | 'link';
  readonly text: string;
  /** Where a link leads to. */
  readonly to?: string;
  readonly parts: readonly DocsPart[];
}
