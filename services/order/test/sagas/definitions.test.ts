import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeState } from '@sagashop/saga/encode';
import { DEFINITIONS } from '../../src/sagas/definitions.ts';
import { timelineOf } from '../../src/sagas/timeline.ts';

// What has ever stood in the log. A step that is said in other words, or is gone, needs a version of its own: the
// definition of the version before stays as long as its sagas may be there.
const IN_THE_LOG = {
  'place-order 1': {
    'hold the money': 'hold-money',
    'reserve the goods': 'reserve-goods',
    'book a courier': 'book-courier',
    'confirm the order': 'confirm',
    'capture the money': 'capture-money',
    'take the goods': 'take-goods',
    'tell the customer': 'tell-customer',
    'cancel the order': 'cancel',
    'tell the customer why': 'tell-why',
  },
  'cancel-order 1': {
    'withdraw the order': 'withdraw',
    'give the money back': 'refund-money',
    'put the goods back': 'return-goods',
    'free the courier': 'free-courier',
    'tell the customer of it': 'tell-refund',
  },
  'refund-order 1': {
    'grant the refund': 'grant',
    'give a part of the money back': 'refund-part',
    'note that it is settled': 'settle',
    'tell the customer of the refund': 'tell-part',
  },
  'cancel-part 1': {
    'withdraw pieces of the order': 'withdraw-pieces',
    'give a part of the money back': 'refund-part',
    'put pieces back': 'return-pieces',
    'note that it is settled': 'settle-part',
    'tell the customer of the part': 'tell-pieces',
  },
  'note-shipment 1': {
    'note what has become of the parcel': 'act',
    'note it with the delivery': 'move-parcel',
  },
  'move-shipment 1': {
    'note what has become of the parcel': 'act',
    'note it with the delivery': 'move-parcel',
    'tell the customer of the parcel': 'tell-parcel',
  },
  'return-shipment 1': {
    'note what has become of the parcel': 'act',
    'note it with the delivery': 'move-parcel',
    'give a part of the money back': 'refund-part',
    'put pieces back': 'return-pieces',
    'note that it is settled': 'settle',
    'tell the customer of the parcel': 'tell-parcel',
  },
  'note-return 1': {
    'note how the return stands': 'note-return',
    'tell the customer of the return': 'tell-return',
  },
  'receive-return 1': {
    'note what has come back': 'receive',
    'give a part of the money back': 'refund-part',
    'put what is good on its shelf': 'take-back',
    'note that it is settled': 'settle-return',
    'tell the customer of the return': 'tell-return',
  },
  'tell-withdrawal 1': {
    'note the withdrawal': 'declare',
    'tell the customer of the withdrawal': 'tell-withdrawal',
  },
};

test('each step that stands in the log is known by the name that it has there, with its key', () => {
  const known = DEFINITIONS.map(({ name, version, places }) => [
    `${name} ${version}`,
    Object.fromEntries([...places].map(([said, { step }]) => [said, step.key])),
  ]);
  assert.deepEqual(Object.fromEntries(known), IN_THE_LOG);
});

test('a timeline shows the key of each step, and one that no code knows any more without', () => {
  const at = '2030-05-01T10:00:00.000Z';
  const lines = ['hold the money', 'wrap the goods'].map((name) => {
    return { name, phase: 'do', status: 'sent', attempts: 1, startedAt: at, endedAt: null } as const;
  });
  const data = encodeState({ data: {}, going: 'forward', stage: 0, steps: lines });
  const times = { startedAt: at, deadline: at, endedAt: null };
  const row = {
    id: 'i',
    definition: 'place-order',
    version: 1,
    state: 'running',
    outcome: null,
    data,
    ...times,
  };
  const { steps } = timelineOf([row]);
  assert.deepEqual(
    steps.map(({ key, name }) => [key, name]),
    [
      ['hold-money', 'hold the money'],
      [undefined, 'wrap the goods'],
    ],
  );
  assert.ok(!('key' in steps[1]!));
});
