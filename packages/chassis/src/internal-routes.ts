import { type Command, fault, type Reply } from '@sagashop/saga/message';
import { type TSchema, Type } from 'typebox';
import { refuse } from './errors.ts';
import type { App } from './http.ts';
import type { InternalDoor } from './internal-door.ts';
import { goOn } from './request-spans.ts';
import { compileSchema } from './schema.ts';
import type { Service } from './service.ts';
import { parseTraceparent } from './trace-context.ts';

const LARGE = 64_000_000; // bytes: 500 commands of 100 lines each, and the demo data

const Envelope = Type.Object({
  id: Type.String(),
  type: Type.String(),
  version: Type.Integer(),
  saga: Type.String({ format: 'uuid' }),
  order: Type.String({ format: 'uuid' }),
  expiresAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  trace: Type.Union([Type.String(), Type.Null()]),
  body: Type.Unknown(),
});
const Batch = Type.Object({ commands: Type.Array(Type.Unknown()) });
const Question = Type.Object({});
const News = Type.Object({ bodies: Type.Array(Type.Unknown()) });

/**
 * What services ask of each other, behind a token: `POST /messages` (a batch of commands, one reply each in
 * their order, null for one without an answer), `POST /internal/NAME` (a question), and
 * `POST /internal/events/TYPE`. Which of the services is meant, the token says.
 */
export function internalRoutes(app: App, services: readonly Service[], door: InternalDoor): void {
  const byName = new Map(services.map((service) => [service.name, service]));
  app.register(async (scope) => {
    // Not the public one: a command that holds what ours must not is that command's fault, not its batch's.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
      try {
        done(null, JSON.parse(String(text)));
      } catch {
        done(refuse.malformed_body());
      }
    });
    scope.decorateRequest('target', null as unknown as Service);
    scope.addHook('onRequest', async (request) => {
      request.target = byName.get(door.enter(request).audience)!;
      goOn(request);
    });
    const config = { service: services.map((service) => service.name).join('+') };
    const common = { config, bodyLimit: LARGE };
    scope.post('/messages', common, async (request) => {
      const { commands } = checked<{ commands: unknown[] }>(Batch, request.body);
      return { replies: await obeyAll(request.target, commands) };
    });
    scope.post('/internal/:call', common, async (request, reply) => {
      const name = (request.params as { call: string }).call;
      const { calls } = request.target;
      const answer = Object.hasOwn(calls, name) ? calls[name] : undefined;
      if (!answer) throw refuse.not_found();
      const question = checked(Question, request.body) as never;
      return reply.send((await answer(question, request.trace)) ?? {});
    });
    scope.post('/internal/events/:type', common, async (request, reply) => {
      const { bodies } = checked<{ bodies: unknown[] }>(News, request.body);
      await request.target.hears?.[(request.params as { type: string }).type]?.(bodies as never[]);
      return reply.code(204).send();
    });
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The service that an internal request is for. */
    target: Service;
  }
}

/** All of a batch at once, so that it is one batch for the participant too. */
async function obeyAll(service: Service, commands: unknown[]): Promise<(Reply | null)[]> {
  const answers = await Promise.allSettled(commands.map((command) => obeyOne(service, command)));
  return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null));
}

async function obeyOne(service: Service, command: unknown): Promise<Reply> {
  const [error] = compileSchema(Envelope, 'json').check(command);
  if (error) return fault(`a malformed command: ${error.path || 'it'} ${error.message}`);
  if (!service.obey) return fault(`${service.name} obeys no commands`);
  const whole = command as Command;
  // What is no trace, or not sampled, is no reason to refuse a command.
  if (whole.trace !== null && !parseTraceparent(whole.trace)?.sampled) whole.trace = null;
  return service.obey(whole);
}

function checked<T>(schema: TSchema, body: unknown): T {
  const errors = compileSchema(schema, 'json').check(body);
  if (errors.length > 0) throw refuse.validation_failed({ errors });
  return body as T;
}
