import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testDatabase } from '@sagashop/chassis/testing';
import { type Mistake, movesWorld } from './moves-world.ts';

const url = await testDatabase('order', new URL('../../migrations/', import.meta.url));
const sql = connect(url, { name: 'test', max: 2 });
after(() => sql.end());

const WORLDS = 60;

/** The first world in which a rule is broken, of so many; undefined where there is none. */
async function firstBroken(first: number, mistake?: Mistake): Promise<string | undefined> {
  for (let seed = first; seed < first + WORLDS; seed += 1) {
    const broken = await movesWorld(sql, seed, mistake);
    if (broken !== undefined) return `world ${seed}: ${broken}`;
  }
  return undefined;
}

test('moves that come late, twice, in disorder and against cancellations, with crashes between, end with one day for delivery, order and customer', async () => {
  const first = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  console.log(`# moves in disorder: SEED=${first}`);
  assert.equal(await firstBroken(first), undefined);
});

const MISTAKES: Record<Mistake, string> = {
  'an event is lost': 'an event that nobody has taken is deleted',
  'what comes last counts': 'the sequence of events is not looked at',
  'told before it is noted': 'a move is closed though its customer was not told',
  'told again and again': 'notify does not know which move it has told',
};

for (const [mistake, says] of Object.entries(MISTAKES)) {
  test(`such worlds find a mistake: ${says}`, async (t) => {
    const found = await firstBroken(1, mistake as Mistake);
    assert.ok(found, `not found in ${WORLDS} worlds`);
    t.diagnostic(found);
  });
}
