import { invalid } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { shownText } from '@sagashop/kernel/text';
import { sentForm } from '@sagashop/pictures/sent-form';
import { takeForms } from '@sagashop/pictures/take-forms';
import type { FastifyRequest } from 'fastify';
import type { SentFile } from '../actions/make-import.ts';
import type { Mapping } from '../domain/import-columns.ts';
import { IMPORT_FIELDS, IMPORT_KINDS, type ImportField } from '../domain/import-kinds.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_MAPPING = 100_000;
const LIMITS = { fileSize: MOST_BYTES, files: 1, fields: 4, fieldSize: MOST_MAPPING, parts: 5 };
/** With room for what stands around the file. */
export const MOST_FORM = MOST_BYTES + 20_000;

/** Has the routes of a scope take forms with a file, and nothing else. */
export async function takeImportForms(scope: App): Promise<void> {
  scope.removeAllContentTypeParsers();
  await takeForms(scope, LIMITS);
}

/** The file of a form, what kind it is, and what its columns say. Refuses a form that says none of these. */
export async function sentFile(request: FastifyRequest): Promise<SentFile> {
  const { bytes, fileName, fields } = await sentForm(request);
  const kind = IMPORT_KINDS.find((one) => one === fields.get('kind'));
  if (!kind) throw invalid('kind', `must be one of ${IMPORT_KINDS.join(', ')}`);
  if (!bytes || bytes.length === 0) throw invalid('file', bytes ? 'is empty' : 'is missing');
  const name = shownText(fileName.replaceAll('\0', '').toWellFormed()).slice(0, 200);
  return { kind, fileName: name || 'file.csv', bytes, mapping: mappingIn(fields.get('mapping')) };
}

function mappingIn(json: string | undefined): Mapping {
  if (json === undefined || json.trim() === '') return {};
  let said: unknown;
  try {
    said = JSON.parse(json);
  } catch {
    throw invalid('mapping', 'must be JSON: the names of columns, and what each says');
  }
  return checkedMapping(said);
}

/** A mapping that was sent. Refuses what names no field. */
export function checkedMapping(said: unknown): Mapping {
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    throw invalid('mapping', 'must be an object: the names of columns, and what each says');
  const known: readonly unknown[] = IMPORT_FIELDS;
  return Object.fromEntries(
    Object.entries(said).map(([name, field]) => {
      if (field !== null && field !== '' && !known.includes(field))
        throw invalid('mapping', `must say one of ${IMPORT_FIELDS.join(', ')}, or null`);
      return [name, (field || null) as ImportField | null];
    }),
  );
}
