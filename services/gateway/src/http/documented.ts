import type { Documented } from '@sagashop/chassis/http/documented';

/** What the schemas of the gateway's own routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/system': {
    description:
      'Each service with its processes, what it is asked and asks of others, its times, queues, batches, pool and database. ' +
      'Rates are over the time since somebody looked last, a minute at most, and else since a process was started. Times ' +
      'are in ms, bytes and requests are a second. In a shop that is there to learn from (`SAGASHOP_LAB`) everybody who is ' +
      'signed in may look.',
  },
  'GET /api/system/events': {
    description:
      'Server-Sent Events: an event `system` each second, its data what `GET /api/system` answers, over the last five ' +
      'seconds. All who watch share one collection; while nobody does there is none.',
    answers: { 200: { description: 'The stream', type: 'text/event-stream' } },
  },
};
