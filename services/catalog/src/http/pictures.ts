import multipart from '@fastify/multipart';
import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import { once, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { addPicture, removePicture, storePicture } from '../actions/add-picture.ts';
import { FORMATS, SIZES } from '../domain/picture-files.ts';
import type { Bucket } from '../store/picture-bucket.ts';
import { findFile } from '../store/pictures.ts';
import { altIn, LONGEST_ALT } from './picture-alt.ts';

const MOST_BYTES = 10_000_000;
const LIMITS = { fileSize: MOST_BYTES, files: 1, fields: 4, fieldSize: 4 * LONGEST_ALT, parts: 5 };
/** What it is now it is for ever: another picture has another hash. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const PictureShape = Type.Object({
  id: Id,
  url: Type.String(),
  alt: Type.Optional(Type.Object({ en: Type.String(), ru: Type.String() })),
});
const FileParams = Type.Object({
  hash: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  file: Type.Enum(SIZES.flatMap((size) => FORMATS.map((format) => `${size}.${format}`))),
});

const config = { service: 'catalog', needs: permission('catalog.write') };
const tags = ['catalog'];

interface Parts {
  sql: Sql;
  bucket: Bucket | undefined;
}

export function addPictureRoute(app: App, { sql, bucket }: Parts): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, { limits: LIMITS });
    (scope as unknown as App).post(
      '/api/products/:id/pictures',
      {
        config,
        bodyLimit: MOST_BYTES + 100_000,
        schema: { summary: 'Upload a picture', tags, params: IdParams, response: { 201: PictureShape } },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { bytes, fields } = await uploaded(request);
        const alt = altIn(fields);
        const hash = await storePicture(sql, bucket, bytes);
        const subject = newId();
        const staff = staffOf(request);
        const scope = { caller: signedIn(request).userId, route: `POST /api/products/${id}/pictures` };
        const effect = async (tx: Tx) => ({
          status: 201,
          response: JSON.stringify(await addPicture(tx, id, { hash, alt, staff })),
        });
        const use = keyUse(request, scope, { hash, alt });
        const answer = use
          ? await once(sql, { ...use, subject }, effect)
          : { ...(await sql.begin(effect)), replayed: false, subject };
        return sendCreated(reply, answer);
      },
    );
  });
}

/** The one file of a form, and its other fields. Refuses a form without one, and what is larger than is taken. */
async function uploaded(request: FastifyRequest) {
  if (!request.isMultipart()) throw refuse.unsupported_media_type({ detail: 'Send multipart/form-data.' });
  let bytes: Buffer | undefined;
  const fields = new Map<string, string>();
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') bytes = await part.toBuffer();
      else if (part.valueTruncated) throw invalid(part.fieldname, 'is too long');
      else fields.set(part.fieldname, String(part.value));
    }
  } catch (error) {
    throw refused(error as Error & { code?: string; statusCode?: number });
  }
  if (!bytes || bytes.length === 0) throw invalid('file', 'is missing');
  return { bytes, fields };
}

/** What the parser says: a file too large, too many parts, or a form that ends in its middle. */
function refused(error: Error & { code?: string; status?: number }): Error {
  if (error.status === 422) return error;
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return refuse.body_too_large();
  if (error.code?.endsWith('_LIMIT')) return invalid('', 'has more parts than one file and its texts');
  return refuse.malformed_body();
}

export function removePictureRoute(app: App, sql: Sql): void {
  app.delete(
    '/api/products/:id/pictures/:pictureId',
    {
      config,
      schema: { summary: 'Take a picture away', tags, params: Type.Object({ id: Id, pictureId: Id }) },
    },
    async (request, reply) => {
      const { id, pictureId } = request.params;
      await sql.begin((tx) => removePicture(tx, id, pictureId, staffOf(request)));
      return reply.code(204).send();
    },
  );
}

export function pictureFileRoute(app: App, { sql, bucket }: Parts): void {
  app.get(
    '/api/pictures/:hash/:file',
    {
      config: { service: 'catalog', needs: 'anyone' },
      schema: { summary: 'A file of a picture', tags, params: FileParams },
    },
    async (request, reply) => {
      const { hash, file } = request.params;
      const kept = await findFile(sql, hash, file);
      const bytes = kept === null ? await bucket?.get(hash, file) : kept;
      if (!bytes) throw refuse.not_found();
      return reply
        .header('cache-control', FOR_EVER)
        .type(`image/${file.split('.')[1]}`)
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );
}
