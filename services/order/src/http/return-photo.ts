import { refuse } from '@sagashop/chassis/errors';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Pictures } from '@sagashop/pictures/store-picture';
import { permission } from '@sagashop/vocabulary/permissions';
import { findOrder } from '../store/orders.ts';
import { readPhoto } from '../store/photo-files.ts';
import { photoOfReturn } from '../store/photos.ts';

/** `GET /api/returns/{id}/photo`: what its customer has shown of what they send back. */
export function returnPhotoRoute(app: App, pictures: Pictures): void {
  app.get(
    '/api/returns/:id/photo',
    {
      config: { service: 'order', needs: 'signed in', othersNeed: permission('returns.read') },
      schema: { summary: 'The photo of a return', tags: ['returns'], params: IdParams },
    },
    async (request, reply) => {
      const photo = await photoOfReturn(pictures.sql, request.params.id);
      const owner = mayForOthers(request) ? null : signedIn(request).userId;
      const visible = photo && (await findOrder(pictures.sql, photo.order, owner));
      const bytes = visible && (await readPhoto(pictures, photo));
      if (!bytes) throw refuse.not_found();
      return reply.header('cache-control', 'private, max-age=600').type('image/webp').send(bytes);
    },
  );
}
