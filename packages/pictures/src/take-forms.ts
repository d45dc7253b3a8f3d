import multipart, { type FastifyMultipartBaseOptions } from '@fastify/multipart';
import type { App } from '@sagashop/chassis/http/app';

/** Has the routes of a scope take forms within these limits, beside what they take already. */
export async function takeForms(
  scope: App,
  limits: NonNullable<FastifyMultipartBaseOptions['limits']>,
): Promise<void> {
  await scope.register(multipart, { limits });
}
