import { invalid } from '@sagashop/chassis/errors';
import { Type } from 'typebox';
import { MOST_PHOTO, PHOTO_TEXT } from './sent-said.ts';

const LATEST = Date.parse('9999-12-31T00:00:00Z');
export const ACT_LIMITS = { fileSize: MOST_PHOTO, files: 1, fields: 4, fieldSize: 4_000, parts: 5 };

export interface SaidOfAct {
  note?: string;
  name?: string;
  at?: string;
  photo?: string;
}

const said = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength, format: 'said' }));
/** What is said of an act, as JSON. As a form it has the photo as a file. */
export const ActInput = Type.Unsafe<SaidOfAct | null>({
  type: ['object', 'null'],
  properties: {
    note: said(500),
    name: said(200),
    at: Type.String({
      format: 'date-time',
      maxLength: 40,
      description: 'when it happened: counted as no earlier than the hand-over, and no later than now',
    }),
    photo: Type.String(PHOTO_TEXT),
  },
  additionalProperties: false,
});

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
