import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import { once, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { sentForm } from '@sagashop/pictures/sent-form';
import { type Pictures, readFile, storePicture } from '@sagashop/pictures/store-picture';
import { takeForms } from '@sagashop/pictures/take-forms';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { addPicture, removePicture, STORED } from '../actions/add-picture.ts';
import { FORMATS, SIZES } from '../domain/picture-files.ts';
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

export function addPictureRoute(app: App, pictures: Pictures): void {
  const { sql } = pictures;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await takeForms(scope as unknown as App, LIMITS);
    (scope as unknown as App).post(
      '/api/products/:id/pictures',
      {
        config,
        bodyLimit: MOST_BYTES + 100_000,
        schema: { summary: 'Upload a picture', tags, params: IdParams, response: { 201: PictureShape } },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { bytes, fields } = await sentForm(request);
        if (!bytes || bytes.length === 0) throw invalid('file', 'is missing');
        const alt = altIn(fields);
        const hash = await storePicture(pictures, bytes, STORED);
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

export function pictureFileRoute(app: App, pictures: Pictures): void {
  app.get(
    '/api/pictures/:hash/:file',
    {
      config: { service: 'catalog', needs: 'anyone' },
      schema: { summary: 'A file of a picture', tags, params: FileParams },
    },
    async (request, reply) => {
      const { hash, file } = request.params;
      const bytes = await readFile(pictures, hash, file);
      if (!bytes) throw refuse.not_found();
      return reply
        .header('cache-control', FOR_EVER)
        .type(`image/${file.split('.')[1]}`)
        .send(bytes);
    },
  );
}
