import { type Dashboard, lines, quantiles, stat } from './panels.ts';

const step = 'sagashop_saga_step_duration_seconds';

/** How the sagas go: outcomes, steps, what turns back, what waits for somebody. */
export const sagas: Dashboard = {
  uid: 'sagashop-sagas',
  title: 'Sagashop: sagas',
  says: 'How orders’ sagas end, how long each step takes, what is undone, and what waits for an operator.',
  panels: [
    stat('In flight', 'Sagas that run now.', 'short', 'sum(sagashop_sagas_running)'),
    ...(['parked', 'ownerless', 'unknown_version'] as const).map((why) =>
      stat(
        { parked: 'Parked', ownerless: 'Without a runner', unknown_version: 'Of unknown version' }[why],
        {
          parked: 'They wait for an operator: docs/runbooks/sagas-parked.md',
          ownerless: 'No living runner has them: docs/runbooks/sagas-without-runner.md',
          unknown_version: 'They need newer code: docs/runbooks/sagas-of-unknown-version.md',
        }[why],
        'short',
        `max(sagashop_sagas_standing{why="${why}"})`,
        [
          [null, 'green'],
          [1, 'red'],
        ],
      ),
    ),
    stat(
      'Take-overs, last hour',
      'Sagas that another runner went on with.',
      'short',
      'sum(increase(sagashop_saga_take_overs_total[1h])) or vector(0)',
    ),
    stat(
      'Parkings, last hour',
      'Steps that were parked.',
      'short',
      'sum(increase(sagashop_saga_steps_parked_total[1h])) or vector(0)',
    ),
    lines('Ended', 'Sagas a second, by outcome.', 'reqps', [
      {
        expr: 'sum by (saga, outcome, reason) (rate(sagashop_sagas_ended_total[$__rate_interval]))',
        legend: '{{saga}} {{outcome}} {{reason}}',
      },
    ]),
    quantiles('Duration', 'From start to end.', 'sagashop_saga_duration_seconds_bucket', 'saga'),
    lines('Steps, P99', 'From the first attempt to the final reply.', 's', [
      {
        expr: `histogram_quantile(0.99, sum by (saga, step, le) (rate(${step}_bucket{phase="do"}[$__rate_interval])))`,
        legend: '{{saga}}: {{step}}',
      },
    ]),
    lines('Steps, P50', 'From the first attempt to the final reply.', 's', [
      {
        expr: `histogram_quantile(0.5, sum by (saga, step, le) (rate(${step}_bucket{phase="do"}[$__rate_interval])))`,
        legend: '{{saga}}: {{step}}',
      },
    ]),
    lines('Compensations', 'Undos a second.', 'reqps', [
      {
        expr: `sum by (saga, step) (rate(${step}_count{phase="undo"}[$__rate_interval])) or vector(0)`,
        legend: '{{saga}}: {{step}}',
      },
    ]),
    lines('Refusals', 'Steps a second that were refused.', 'reqps', [
      {
        expr: `sum by (saga, step) (rate(${step}_count{phase="do", reply!="done"}[$__rate_interval])) or vector(0)`,
        legend: '{{saga}}: {{step}}',
      },
    ]),
    lines('Commands at the participants, P99', 'Waiting for a batch included.', 's', [
      {
        expr: 'histogram_quantile(0.99, sum by (command, le) (rate(sagashop_command_duration_seconds_bucket[$__rate_interval])))',
        legend: '{{command}}',
      },
    ]),
    lines('Replies', 'Commands a second, by what was replied; `none` is no answer.', 'reqps', [
      {
        expr: 'sum by (reply) (rate(sagashop_commands_total[$__rate_interval]))',
        legend: '{{reply}}',
      },
    ]),
  ],
};
