import { way } from '../journeys/test-shop.ts';

// Every hostile value at every place; npm test draws some of them.
way.thorough = true;
await import('../journeys/hostile-queries.test.ts');
