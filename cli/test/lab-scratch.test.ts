import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scratchEnvironment } from '../src/lab-scratch.ts';

test('a shop to break sends no mails of another shop, keeps nothing in its folders, and asks none of its databases', () => {
  const another = {
    SAGASHOP_DATA: '/srv/shop',
    SAGASHOP_SMTP_URL: 'smtps://shop:secret@mail.example',
    SAGASHOP_MAIL_FROM: 'shop@example.com',
    SAGASHOP_PICTURES: '/srv/pictures',
    SAGASHOP_SERVICE_KEYS: '{}',
    SAGASHOP_DEPOSITS: 'staff',
    USER_DATABASE_URL: 'postgres://elsewhere/user',
    GATEWAY_URL: 'http://elsewhere',
    PORT: '3000',
    METRICS_PORT: '9000',
  };
  const mine = { PATH: '/usr/bin', HOME: '/home/reader', SAGASHOP_LOG: 'debug' };
  assert.deepEqual(scratchEnvironment({ ...another, ...mine }, '/tmp/scratch', 4321), {
    ...mine,
    SAGASHOP_DATA: '/tmp/scratch',
    HOST: '127.0.0.1',
    PORT: '4321',
    SAGASHOP_LAB: '1',
    SAGASHOP_LAB_KILLS: '1',
  });
});
