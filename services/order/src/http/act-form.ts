import { invalid } from '@sagashop/chassis/errors';
import { tidyTexts } from '@sagashop/chassis/text/tidy-texts';
import { sentForm } from '@sagashop/pictures/sent-form';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { base64Bytes } from './base64-bytes.ts';

const MOST_PHOTO = 5_000_000;
const LATEST = Date.parse('9999-12-31T00:00:00Z');
export const ACT_LIMITS = { fileSize: MOST_PHOTO, files: 1, fields: 4, fieldSize: 4_000, parts: 5 };
/** With room for what stands around the photo. */
export const MOST_ACT = MOST_PHOTO + 100_000;

interface Said {
  note?: string;
  name?: string;
  at?: string;
  photo?: string;
}

const said = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength, format: 'said' }));
/** What is said of an act, as JSON. As a form it has the photo as a file. */
export const ActInput = Type.Unsafe<Said | null>({
  type: ['object', 'null'],
  properties: {
    note: said(500),
    name: said(200),
    at: Type.String({
      format: 'date-time',
      maxLength: 40,
      description: 'when it happened: counted as no earlier than the hand-over, and no later than now',
    }),
    photo: Type.String({
      maxLength: 900_000,
      description:
        'a small JPEG, PNG, WebP, AVIF or GIF, as base64; a large one is sent in a form, as a file',
    }),
  },
  additionalProperties: false,
});

/** What was said of an act, and the bytes of its photo. Fields of a form that are empty say nothing. */
export async function sentAct(request: FastifyRequest): Promise<Said & { bytes: Buffer | undefined }> {
  if (!request.isMultipart()) {
    const { photo, ...rest } = (request.body ?? {}) as Said;
    return { ...rest, bytes: photo === undefined ? undefined : decoded(photo) };
  }
  const { bytes, fields } = await sentForm(request);
  const filled = Object.fromEntries([...fields].filter(([, value]) => value.trim() !== ''));
  const { photo, ...rest } = tidyTexts(filled, ActInput, { nul: 'refused' }) as Said;
  if (photo !== undefined) throw invalid('photo', 'is no file');
  // What a chassis's validator says: true, or what is wrong.
  const found = request.validateInput(rest, 'body') as unknown as true | { error: object[] };
  if (found !== true)
    throw Object.assign(new Error('a form is not as it has to be'), {
      ...{ validation: found.error, validationContext: 'body' },
    });
  return { ...rest, bytes: bytes && bytes.length > 0 ? bytes : undefined };
}

/**
 * When something happened, as the database takes it, which knows no year 0 and no zone that is a day away; null where nothing
 * was said. What is before all orders is counted as the hand-over's time all the same. Refuses what no clock shows here.
 */
export function momentOf(at: string | undefined): string | null {
  if (at === undefined) return null;
  const time = Date.parse(at);
  if (Number.isNaN(time)) throw invalid('at', 'must be a time, such as 2026-03-01T12:00:00Z');
  return new Date(Math.min(Math.max(0, time), LATEST)).toISOString();
}

function decoded(text: string): Buffer {
  const bytes = base64Bytes(text);
  if (!bytes) throw invalid('photo', 'is no base64');
  return bytes;
}
