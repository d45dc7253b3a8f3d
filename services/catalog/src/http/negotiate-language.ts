import type { Language } from '@sagashop/vocabulary/language';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The language that a request wants; the reply says which it is, and that another could have come. */
export function negotiateLanguage(request: FastifyRequest, reply: FastifyReply): Language {
  const language = preferredLanguage(request.headers['accept-language']);
  reply.header('content-language', language).header('vary', 'accept-language');
  return language;
}
