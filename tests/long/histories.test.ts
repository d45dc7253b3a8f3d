import { test } from 'node:test';
import { exploreHistories } from '../histories/explored.ts';

test('a hundred thousand histories of an order end with its money and its pieces adding up', () => {
  exploreHistories(100_000);
});
