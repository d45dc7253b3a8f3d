import type { Figures } from './figures.ts';
import { type Around, runSteps, type Step } from './rounds.ts';
import { FRESH, GROWN } from './scenarios.ts';
import { audit } from './site/audit.ts';
import { fill, reset } from './site/reset.ts';
import { openSite, type Site } from './site/site.ts';

const PRODUCTS = 10_000; // the catalogue is not what grows here

/**
 * The same orders in a new shop and in one with many finished orders, by turns, each on a PostgreSQL of its own.
 * The grown shop's audit comes once, at the end: it reads all of its orders.
 */
export async function measureGrowth(figures: Figures[], around: Around): Promise<void> {
  const { settings, progress, signal } = around;
  const sites: Site[] = [];
  try {
    for (const what of ['new', 'grown']) {
      progress.say(`opening the ${what} shop`);
      const products = Math.min(PRODUCTS, settings.products);
      sites.push(await openSite({ products, progress, signal }));
    }
    const [fresh, grown] = sites as [Site, Site];
    await reset(grown, 0, signal);
    await fill(grown, settings.grown, signal, (done) =>
      progress.update('writing finished orders', done, settings.grown),
    );
    const steps = Array.from({ length: settings.rounds }, (_, nth): Step[] => [
      { scenario: FRESH, site: fresh, round: nth + 1 },
      { scenario: GROWN, site: grown, round: nth + 1, keeps: true },
    ]).flat();
    await runSteps(steps, figures, around);
    progress.say('auditing the grown shop');
    const wrong = await audit(grown);
    for (const one of figures) if (one.scenario === GROWN.name) one.audit = wrong;
  } finally {
    await Promise.all(sites.map((site) => site.close()));
  }
}
