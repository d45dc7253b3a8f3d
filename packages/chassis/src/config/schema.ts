import { dateIn, isDate } from '@sagashop/kernel/clock';
import { isCurrency } from '@sagashop/kernel/currency';
import { isId } from '@sagashop/kernel/ids';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { TSchema } from 'typebox';
import { TEXT_FORMATS } from '../text/text-formats.ts';

/** What is wrong with a value, and where: `lines.0.quantity`, "must be >= 1". */
export interface SchemaError {
  path: string;
  message: string;
}

interface Compiled {
  /** The errors found; none when the value fits. Fills in defaults (and converts, for `text`) in place. */
  check(value: unknown): SchemaError[];
}

function ajv(coerce: boolean): Ajv {
  const validator = new Ajv({
    coerceTypes: coerce,
    useDefaults: true,
    removeAdditional: false,
    allErrors: false,
    strict: false,
  });
  (addFormats as unknown as (target: Ajv, formats: string[]) => void)(validator, ['date-time']);
  // The package's own `uuid` takes `urn:uuid:…` too, which PostgreSQL does not.
  validator.addFormat('uuid', isId);
  validator.addFormat('date', isDate);
  validator.addFormat('time-zone', isZone);
  validator.addFormat('currency', isCurrency);
  for (const [name, { fits }] of Object.entries(TEXT_FORMATS)) validator.addFormat(name, fits);
  return validator;
}

function isZone(text: string): boolean {
  try {
    return dateIn(text, new Date()) !== '';
  } catch {
    return false;
  }
}

const FORMATS: Record<string, string> = {
  'time-zone': 'must be a time zone, such as Europe/Moscow',
  currency: 'must be a currency of ISO 4217, such as RUB',
};

/** Bodies are checked as they came; texts (query, path, environment) are converted to what the schema says. */
const validators = { json: ajv(false), text: ajv(true) };

/** The path and sentence of each error, in the words of the contract. */
export function readableErrors(errors: readonly ErrorObject[] | null | undefined): SchemaError[] {
  return (errors ?? []).map((error) => {
    const at = error.instancePath.split('/').slice(1);
    if (error.keyword === 'required') at.push(String(error.params['missingProperty']));
    if (error.keyword === 'additionalProperties') at.push(String(error.params['additionalProperty']));
    const message =
      error.keyword === 'required'
        ? 'is required'
        : error.keyword === 'additionalProperties'
          ? 'is not a known field'
          : error.keyword === 'enum'
            ? `must be one of ${(error.params['allowedValues'] as unknown[]).join(', ')}`
            : (FORMATS[error.params['format']] ??
              TEXT_FORMATS[error.params['format']]?.message ??
              error.message ??
              'is not valid');
    return { path: at.join('.'), message };
  });
}

/** The raw validating function, as Fastify wants it. */
export function validateFunction(schema: object, kind: 'json' | 'text'): ValidateFunction {
  return validators[kind].compile(schema);
}

const compiled = { json: new WeakMap<TSchema, Compiled>(), text: new WeakMap<TSchema, Compiled>() };

/** Compiles a schema once for as long as it lives. */
export function compileSchema(schema: TSchema, kind: 'json' | 'text'): Compiled {
  let found = compiled[kind].get(schema);
  if (!found) {
    const validate = validateFunction(schema, kind);
    found = { check: (value) => (validate(value) ? [] : readableErrors(validate.errors)) };
    compiled[kind].set(schema, found);
  }
  return found;
}
