const UNIT =
  /(\d) (?=(?:г|кг|мг|л|мл|м|см|мм|шт|уп|Вт|g|kg|mg|l|ml|m|cm|mm|pcs?|oz|lb|ft|W|%)(?![\p{L}\d]))/gu;

/**
 * A product's name as it is shown: no line ends between a number and its unit (`100 g`). Names are kept and searched as
 * they were written.
 */
export function withUnits(name: string): string {
  return name.replace(UNIT, '$1\u00a0');
}
