import { invalid } from '@sagashop/chassis/errors';
import { tidyTexts } from '@sagashop/chassis/text/tidy-texts';
import { sentForm } from '@sagashop/pictures/sent-form';
import type { FastifyRequest } from 'fastify';
import { base64Bytes } from './base64-bytes.ts';

/** Bytes of a photo, and with room for what stands around it. */
export const MOST_PHOTO = 5_000_000;
export const MOST_SAID = MOST_PHOTO + 100_000;

/** A photo in a body of JSON. */
export const PHOTO_TEXT = {
  maxLength: 900_000,
  description: 'a small JPEG, PNG, WebP, AVIF or GIF, as base64; a large one is sent in a form, as a file',
};

/**
 * What a body says, and the bytes of its photo: as JSON, or as a form that has the photo as its file. Fields of a form that are
 * empty say nothing; those that `json` names are JSON themselves. Refuses what does not fit the body's schema.
 */
export async function sentSaid<Said extends { photo?: string }>(
  request: FastifyRequest,
  schema: object,
  json: readonly string[] = [],
): Promise<Omit<Said, 'photo'> & { bytes: Buffer | undefined }> {
  if (!request.isMultipart()) {
    const { photo, ...rest } = (request.body ?? {}) as Said;
    return { ...rest, bytes: photo === undefined ? undefined : decoded(photo) };
  }
  const { bytes, fields } = await sentForm(request);
  const filled = [...fields].filter(([, value]) => value.trim() !== '');
  const said = Object.fromEntries(
    filled.map(([name, value]) => [name, json.includes(name) ? parsed(name, value) : value]),
  );
  const { photo, ...rest } = tidyTexts(said, schema, { nul: 'refused' }) as Said;
  if (photo !== undefined) throw invalid('photo', 'is no file');
  // What a chassis's validator says: true, or what is wrong.
  const found = request.validateInput(rest, 'body') as unknown as true | { error: object[] };
  if (found !== true)
    throw Object.assign(new Error('a form is not as it has to be'), {
      ...{ validation: found.error, validationContext: 'body' },
    });
  return { ...rest, bytes: bytes && bytes.length > 0 ? bytes : undefined };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(name, 'must be JSON');
  }
}

function decoded(text: string): Buffer {
  const bytes = base64Bytes(text);
  if (!bytes) throw invalid('photo', 'is no base64');
  return bytes;
}
