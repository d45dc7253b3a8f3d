import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figures } from '../../bench/figures.ts';
import { runSteps } from '../../bench/rounds.ts';
import { SCENARIOS, type Scenario } from '../../bench/scenarios.ts';
import { openSite } from '../../bench/site/site.ts';

// The bench is run rarely and takes minutes: a change to how processes are started would break it unseen.
test('the bench measures whatever it starts: one scenario of each, for a moment', async (t) => {
  const byStand = new Map<string, Scenario>();
  for (const scenario of SCENARIOS) if (!scenario.rate) byStand.set(scenario.stand, scenario);
  const settings = { rounds: 1, seconds: 0.3, warmUp: 0.1, products: 1000, kept: 50, grown: 0, orders: 1000 };
  const around = { settings, progress: { say: () => {}, update: () => {} }, signal: t.signal };
  const site = await openSite({ ...around, products: settings.products });
  t.after(() => site.close());

  const figures: Figures[] = [];
  const steps = [...byStand.values()].map((scenario) => ({
    scenario: { ...scenario, concurrency: Math.min(scenario.concurrency, 16) },
    ...{ site, round: 1 },
  }));
  await runSteps(steps, figures, around);

  assert.equal(figures.length, byStand.size);
  for (const { scenario, done, errors, audit } of figures) {
    assert.ok(done > 0 && errors === 0, `${scenario}: ${done} done, ${errors} errors`);
    assert.ok(audit === null || audit.length === 0, `${scenario}: ${audit}`);
  }
});
