import { settings } from '../participants/drive.ts';

// The participants against their models, many more runs of each.
settings.runs = 1000;
for (const name of ['payment', 'stock', 'delivery']) await import(`../participants/${name}.test.ts`);
