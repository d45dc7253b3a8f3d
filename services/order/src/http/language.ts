import type { FastifyRequest } from 'fastify';
import type { Language } from '../domain/order.ts';

/** The language that a customer orders in: what their client asks for, else the one of their profile. */
export function languageOf(request: FastifyRequest, profile: Language): Language {
  const first = request.headers['accept-language']?.trim().slice(0, 2).toLowerCase();
  return first === 'en' || first === 'ru' ? first : profile;
}
