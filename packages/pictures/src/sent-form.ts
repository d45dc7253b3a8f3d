import { invalid, refuse } from '@sagashop/chassis/errors';
import type { FastifyRequest } from 'fastify';

/** The one file of a form that was sent, if there is one, and its other fields. */
export interface SentForm {
  bytes: Buffer | undefined;
  fileName: string;
  fields: Map<string, string>;
}

/** Reads a form. Refuses what is none, what is larger than is taken, and a text that is too long. */
export async function sentForm(request: FastifyRequest): Promise<SentForm> {
  if (!request.isMultipart()) throw refuse.unsupported_media_type({ detail: 'Send multipart/form-data.' });
  const form: SentForm = { bytes: undefined, fileName: '', fields: new Map() };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        form.bytes = await part.toBuffer();
        form.fileName = part.filename;
      } else if (part.valueTruncated) throw invalid(part.fieldname, 'is too long');
      else form.fields.set(part.fieldname, String(part.value));
    }
  } catch (error) {
    throw refused(error as Error & { code?: string; status?: number });
  }
  return form;
}

/** What the parser says: a file too large, too many parts, or a form that ends in its middle. */
function refused(error: Error & { code?: string; status?: number }): Error {
  if (error.status === 422) return error;
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return refuse.body_too_large();
  if (error.code?.endsWith('_LIMIT')) return invalid('', 'has more parts than one file and its texts');
  return refuse.malformed_body();
}
