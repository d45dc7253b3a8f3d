import type { Language } from '../words/languages';
import { typedMoney } from '../words/typed-money';
import type { Texts } from '../words/words';
import type { Adjustment } from './adjust-stock.server';
import { type Edit, readEdit } from './edit.server';
import { piecesIn } from './pieces-in';
import { cellName, SHEET_FIELDS, type SheetField } from './sheet-cells';

/** What is said of a cell that was not saved. */
export interface WrongCell {
  text: keyof Texts;
  values?: Record<string, string>;
}

/** Which row: what is bought, the product that it is, and whether it is one of several variants. */
interface Row {
  row: string;
  of: string;
  isVariant: boolean;
}

/** What one row asks for: the bodies of its changes, or what is wrong with its cells, by their names. */
export interface RowEdit extends Row {
  /** The fields that change. */
  fields: SheetField[];
  wrong: Record<string, WrongCell>;
  product?: Record<string, unknown>;
  count?: Adjustment;
  threshold?: { threshold: number | null; was: { threshold: number | null } };
}

const ROW = /^([\da-f-]{36}):([\da-f-]{36})(:variant)?$/i;
const MOST_ROWS = 400;

/** Why the number of pieces changes, and which way it may; left out: both. */
const REASONS: Record<string, 1 | -1 | 0> = {
  ...{ counted: 0, received: 1, damaged: -1, lost: -1, given_away: -1, returned: 1, correction: 0 },
};

/** What a sheet's form says: its cells as they were read and as they are typed, and the rows that change. */
export function readSheet(form: FormData, reading: { language: Language; currency: string }) {
  const rows = rowsIn(form);
  const said = String(form.get('was') ?? '');
  const names = rows
    .flatMap(({ row }) => SHEET_FIELDS.map((field) => cellName(field, row)))
    .filter((name) => form.has(name) || said.includes(`"${name}"`));
  const edit = readEdit(form, names);
  const reason = String(form.get('reason') ?? 'counted');
  const note = String(form.get('note') ?? '')
    .trim()
    .slice(0, 500);
  const why = { reason: reason in REASONS ? reason : 'counted', note };
  const changed = new Set(edit.changed);
  const edits = rows.flatMap((one): RowEdit[] => {
    const fields = SHEET_FIELDS.filter((field) => changed.has(cellName(field, one.row)));
    return fields.length === 0 ? [] : [rowEdit({ ...one, fields, edit, why }, reading)];
  });
  return { edit, edits, why };
}

function rowsIn(form: FormData): Row[] {
  const sent = [...new Set(form.getAll('row').map(String))].slice(0, MOST_ROWS);
  return sent.flatMap((text) => {
    const [, row, of, variant] = ROW.exec(text) ?? [];
    return row && of ? [{ row, of, isVariant: variant !== undefined }] : [];
  });
}

interface Asked extends Row {
  fields: SheetField[];
  edit: Edit;
  why: { reason: string; note: string };
}

function rowEdit(
  { row, of, isVariant, fields, edit, why }: Asked,
  reading: { language: Language; currency: string },
): RowEdit {
  const made: RowEdit = { row, of, isVariant, fields, wrong: {} };
  const cell = (field: SheetField) => {
    const name = cellName(field, row);
    return { name, typed: edit.typed[name] ?? '', was: edit.was[name] };
  };
  if (fields.includes('price')) addPrice(made, cell('price'), reading);
  if (fields.includes('published')) {
    const { typed, was } = cell('published');
    addToProduct(made, 'published', typed !== '', was === undefined ? undefined : was !== '');
  }
  if (fields.includes('onHand')) addCount(made, cell('onHand'), why);
  if (fields.includes('threshold')) addThreshold(made, cell('threshold'));
  return made;
}

interface Cell {
  name: string;
  typed: string;
  was: string | undefined;
}

function addPrice(
  made: RowEdit,
  { name, typed, was }: Cell,
  { language, currency }: { language: Language; currency: string },
) {
  const price = typedMoney(typed, language, currency);
  if ('wrong' in price) made.wrong[name] = { text: price.wrong, values: price.values };
  else {
    const before = was === undefined ? undefined : typedMoney(was, language, currency);
    const known = before && 'amount' in before ? { amount: before.amount } : undefined;
    addToProduct(made, 'price', { amount: price.amount }, known);
  }
}

/** Where one of the fields says not what it was, the change is made whatever it is. */
function addToProduct(made: RowEdit, field: string, value: unknown, was: unknown) {
  const before = made.product;
  const whole = was !== undefined && (before === undefined || 'was' in before);
  const { was: said, ...rest } = before ?? {};
  made.product = { ...rest, [field]: value, ...(whole && { was: { ...(said as object), [field]: was } }) };
}

function addCount(made: RowEdit, { name, typed, was }: Cell, { reason, note }: Asked['why']) {
  const [now, before] = [piecesIn(typed), piecesIn(was ?? '')];
  if (now === undefined || before === undefined) made.wrong[name] = { text: 'admin.stock.wholeNumber' };
  else if ((now - before) * REASONS[reason]! < 0) made.wrong[name] = { text: 'admin.sheet.wrongWay' };
  else {
    const counted = reason === 'counted';
    // What is counted is there, whatever was thought; by anything else it is so many more or fewer.
    made.count = {
      ...{ quantity: counted ? now : now - before, reason, ...(note && { note }) },
      ...(counted && { was: { onHand: before } }),
    };
  }
}

function addThreshold(made: RowEdit, { name, typed, was }: Cell) {
  const [now, before] = [typed, was ?? ''].map((text) => (text === '' ? null : piecesIn(text)));
  if (now === undefined) made.wrong[name] = { text: 'admin.stock.wholeNumber' };
  else made.threshold = { threshold: now, was: { threshold: before ?? null } };
}
