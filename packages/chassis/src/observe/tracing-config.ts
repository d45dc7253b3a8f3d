import { type Static, Type } from 'typebox';

const URL_FORM = '^https?://[^/\\s]+';

/** OpenTelemetry's own variables, those that matter here; the exporter itself reads more (headers, time-outs …). */
export const TracingConfig = Type.Object({
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(
    Type.String({
      pattern: URL_FORM,
      description:
        'where [traces](../operations.md#traces) are sent by OTLP over HTTP ' +
        '(`http://localhost:4318`); without one nothing is traced, and nothing loaded for it',
    }),
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: Type.Optional(
    Type.String({ pattern: URL_FORM, description: 'the same, as the whole address' }),
  ),
  OTEL_EXPORTER_OTLP_PROTOCOL: Type.Optional(
    Type.String({ pattern: '^http/(json|protobuf)$', description: 'in which form they are sent' }),
  ),
  OTEL_TRACES_EXPORTER: Type.String({
    pattern: '^(otlp|none)$',
    default: 'otlp',
    description: '`none`: nothing is traced',
  }),
  OTEL_SDK_DISABLED: Type.Optional(Type.String({ description: '`true`: nothing is traced' })),
  OTEL_TRACES_SAMPLER: Type.String({
    pattern: '^(parentbased_)?(always_on|always_off|traceidratio)$',
    default: 'parentbased_always_on',
    description: 'which requests are traced: `traceidratio` and 0.01 as its argument is one of a hundred',
  }),
  OTEL_TRACES_SAMPLER_ARG: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 1,
    description: 'the share that `traceidratio` takes',
  }),
  OTEL_SERVICE_NAME: Type.Optional(
    Type.String({ description: 'the name of the process in its traces, instead of its own' }),
  ),
  OTEL_BSP_SCHEDULE_DELAY: Type.Integer({
    minimum: 1,
    default: 5000,
    description: 'ms between two sendings',
  }),
  OTEL_BSP_MAX_QUEUE_SIZE: Type.Integer({
    minimum: 1,
    default: 2048,
    description: 'spans that wait to be sent; what comes beyond is dropped',
  }),
});

export type TracingConfig = Static<typeof TracingConfig>;
