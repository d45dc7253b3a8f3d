import { testWorlds } from '../simulate/explored.ts';

testWorlds({ first: 2501, runs: 12_500, parts: 5 });
