import { type Static, Type } from 'typebox';

const URL_FORM = '^https?://[^/\\s]+';

/** OpenTelemetry's own variables, those that matter here; the exporter itself reads more (headers, time-outs …). */
export const TracingConfig = Type.Object({
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(Type.String({ pattern: URL_FORM })),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: Type.Optional(Type.String({ pattern: URL_FORM })),
  OTEL_EXPORTER_OTLP_PROTOCOL: Type.Optional(Type.String({ pattern: '^http/(json|protobuf)$' })),
  OTEL_TRACES_EXPORTER: Type.String({ pattern: '^(otlp|none)$', default: 'otlp' }),
  OTEL_SDK_DISABLED: Type.Optional(Type.String()),
  OTEL_TRACES_SAMPLER: Type.String({
    pattern: '^(parentbased_)?(always_on|always_off|traceidratio)$',
    default: 'parentbased_always_on',
  }),
  OTEL_TRACES_SAMPLER_ARG: Type.Number({ minimum: 0, maximum: 1, default: 1 }),
  OTEL_SERVICE_NAME: Type.Optional(Type.String()),
  OTEL_BSP_SCHEDULE_DELAY: Type.Integer({ minimum: 1, default: 5000 }),
  OTEL_BSP_MAX_QUEUE_SIZE: Type.Integer({ minimum: 1, default: 2048 }),
});

export type TracingConfig = Static<typeof TracingConfig>;
