import type { Operation } from './operation.ts';

const JSON_OBJECT = { 'application/json': { schema: { type: 'object' } } };

function read(operationId: string, summary: string, responses: Operation['responses']): { get: Operation } {
  return { get: { operationId, summary, tags: ['gateway'], security: [], responses } };
}

/** What the gateway answers itself. */
export const GATEWAY_PATHS: Record<string, { get: Operation }> = {
  '/health/live': read('getHealthLive', 'Does the process answer?', {
    200: { description: 'It does.', content: JSON_OBJECT },
  }),
  '/health/ready': read('getHealthReady', 'Are all databases there, with their migrations?', {
    200: { description: 'They are.', content: JSON_OBJECT },
    503: { description: 'They are not; `services` says which and why.', content: JSON_OBJECT },
  }),
  '/metrics': read('getMetrics', 'Metrics for Prometheus', {
    200: { description: 'Prometheus text.', content: { 'text/plain': { schema: { type: 'string' } } } },
  }),
  '/api/openapi.json': read('getOpenapi', 'This description, as OpenAPI 3.1', {
    200: { description: 'The description.', content: JSON_OBJECT },
  }),
};
