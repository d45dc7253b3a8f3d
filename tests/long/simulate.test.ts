import { testWorlds } from '../simulate/explored.ts';

testWorlds({ first: 5001, runs: 20_000, parts: 8 });
