import { isId } from '@sagashop/kernel/ids';
import { cellText, pictureAddress, type Read, textUpTo, wholeNumber, yesOrNo } from './import-cells.ts';
import type { ImportColumn } from './import-columns.ts';
import type { Fault } from './import-faults.ts';
import type { ImportField } from './import-kinds.ts';
import { priceIn } from './price-in.ts';

/** What the fields of a row say: texts, numbers, yes or no. A category is its id. */
export type Values = Partial<Record<ImportField, string | number | boolean | null>>;

/** A row as it was read, without anything else known. */
export interface ReadRow {
  line: number;
  values: Values;
  faults: Fault[];
}

/** What it takes to read a row. */
export interface Reading {
  columns: readonly ImportColumn[];
  currency: string;
  decimals: number;
  /** The id of the category that people call so. */
  categoryOf: (said: string) => string | undefined;
}

const MOST_PIECES = 1_000_000_000;
const MOST_RECEIVED = 1_000_000;
/** As stock has it. */
const MOST_OF_PLACE = 40;
/** What people write where something lies nowhere any more: an empty cell changes nothing. */
const NOWHERE = ['-', '–', '—'];
const PLACE = textUpTo(MOST_OF_PLACE);
const NAME = textUpTo(200);
const DESCRIPTION = textUpTo(10_000);

/** How the text of each field is read. */
function readersOf({
  currency,
  decimals,
  categoryOf,
}: Reading): Record<ImportField, (text: string) => Read<string | number | boolean | null>> {
  return {
    id: (text) => (isId(text) ? { value: text.toLowerCase() } : { wrong: 'bad_id' }),
    slug: (text) => ({ value: text.toLowerCase().slice(0, 200) }),
    nameEn: NAME,
    nameRu: NAME,
    descriptionEn: DESCRIPTION,
    descriptionRu: DESCRIPTION,
    price: (text) => priceIn(text, decimals),
    currency: (text) => (text.toUpperCase() === currency ? { value: currency } : { wrong: 'wrong_currency' }),
    category: (text) => {
      const id = categoryOf(text);
      return id === undefined ? { wrong: 'unknown_category' } : { value: id };
    },
    published: yesOrNo,
    picture: pictureAddress,
    onHand: wholeNumber(0, MOST_PIECES),
    received: wholeNumber(1, MOST_RECEIVED),
    threshold: wholeNumber(0, MOST_PIECES),
    place: (text) => (NOWHERE.includes(text) ? { value: null } : PLACE(text)),
  };
}

/** What reads the cells of one row after the other. A cell that says nothing changes nothing. */
export function rowReader(reading: Reading) {
  const { columns } = reading;
  const readers = readersOf(reading);
  return (line: number, cells: readonly string[], broken: number | undefined): ReadRow => {
    const whole = (code: Fault['code'], column = ''): ReadRow => ({
      line,
      values: {},
      faults: [{ line, column, code }],
    });
    if (broken !== undefined) return whole('broken_quotes', columns[broken]?.name);
    if (cells.length !== columns.length) return whole('wrong_cell_count');
    const row: ReadRow = { line, values: {}, faults: [] };
    for (const [at, { name, field }] of columns.entries()) {
      if (field === null) continue;
      const text = cellText(cells[at]!);
      const read = 'wrong' in text || text.value === '' ? text : readers[field](text.value);
      if ('wrong' in read) row.faults.push({ line, column: name, code: read.wrong });
      else if (read.value !== '') row.values[field] = read.value;
    }
    return row;
  };
}
