import { shownText } from '@sagashop/kernel/text';
import { invalid } from '../errors.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** No schema of ours goes deeper. A body of 1 MB can, and whoever followed it down would have no stack left. */
const DEEPEST = 30;

/** What of a schema says how its texts are kept. */
interface Shape {
  format?: string;
  type?: string | readonly string[];
  items?: Shape;
  properties?: Record<string, Shape>;
  anyOf?: readonly Shape[];
}

/**
 * The one door for text: what came from a client, with each of its texts as its schema's format has it kept
 * (text-formats.ts), names of fields as they are. Refuses as `validation_failed` what no database keeps as it was
 * sent: half a surrogate, and NUL in a body; where a query has it NUL is a blank.
 */
export function tidyTexts(value: unknown, schema: unknown, options: { nul: 'refused' | 'blank' }): unknown {
  const tidy = (given: unknown, shape: Shape | undefined, path: string, depth = 0): unknown => {
    if (typeof given === 'string') return tidyText(given, shape, path);
    if (typeof given !== 'object' || given === null) return given;
    if (depth === DEEPEST) throw invalid('', 'is nested too deeply');
    if (Array.isArray(given)) {
      const { items } = memberWith(shape, 'items');
      return given.map((one, n) => tidy(one, items, within(path, String(n)), depth + 1));
    }
    const { properties } = memberWith(shape, 'properties');
    for (const [name, one] of Object.entries(given)) {
      if (!name.isWellFormed() || name.includes('\0'))
        throw invalid(path, 'has a field whose name is no text');
      const member = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
      (given as Record<string, unknown>)[name] = tidy(one, member, within(path, name), depth + 1);
    }
    return given;
  };
  const tidyText = (text: string, shape: Shape | undefined, path: string): string => {
    if (!text.isWellFormed()) throw invalid(path, 'must be text: it has half a character');
    if (options.nul === 'refused' && text.includes('\0'))
      throw invalid(path, 'must not contain NUL characters');
    const { format = '' } = memberWith(shape, 'format');
    return (TEXT_FORMATS[format]?.tidy ?? shownText)(text.replaceAll('\0', ' '));
  };
  return tidy(value, schema as Shape | undefined, '');
}

/** A schema, or that of its alternatives that says this of a text, a list or an object. */
function memberWith(shape: Shape | undefined, what: 'format' | 'items' | 'properties'): Shape {
  return [shape, ...(shape?.anyOf ?? [])].find((one) => one?.[what] !== undefined) ?? {};
}

const within = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
