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

const FORMATS: Record<string, { fits: (text: string) => boolean; message: string }> = {
  ...TEXT_FORMATS,
  'time-zone': { fits: isZone, message: 'must be a time zone, such as Europe/Moscow' },
  currency: { fits: isCurrency, message: 'must be a currency of ISO 4217, such as RUB' },
};

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
  for (const [name, { fits }] of Object.entries(FORMATS)) validator.addFormat(name, fits);
  return validator;
}

function isZone(text: string): boolean {
  try {
    return dateIn(text, new Date()) !== '';
  } catch {
    return false;
  }
}

/** Bodies are checked as they came; texts (query, path, environment) are converted to what the schema says. */
const validators = { json: ajv(false), text: ajv(true) };

const SAID: Record<string, (params: ErrorObject['params']) => string | undefined> = {
  required: () => 'is required',
  additionalProperties: () => 'is not a known field',
  enum: ({ allowedValues }) => `must be one of ${allowedValues.join(', ')}`,
  format: ({ format }) => FORMATS[format]?.message,
};

/** The path and sentence of each error, in the words of the contract. */
export function readableErrors(errors: readonly ErrorObject[] | null | undefined): SchemaError[] {
  return (errors ?? []).map(({ keyword, params, instancePath, message = 'is not valid' }) => {
    const field = keyword === 'required' ? params['missingProperty'] : params['additionalProperty'];
    const path = [...instancePath.split('/').slice(1), ...(field === undefined ? [] : [field])].join('.');
    return { path, message: SAID[keyword]?.(params) ?? message };
  });
}

/** The raw validating function, as Fastify wants it. */
export function validateFunction(schema: object, kind: 'json' | 'text'): ValidateFunction {
  return validators[kind].compile(schema);
}

/** Compiles a schema, once for as long as it lives: ajv remembers it. */
export function compileSchema(schema: TSchema, kind: 'json' | 'text'): Compiled {
  const validate = validateFunction(schema, kind);
  return { check: (value) => (validate(value) ? [] : readableErrors(validate.errors)) };
}
