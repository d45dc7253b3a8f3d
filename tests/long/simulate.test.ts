import { testWorlds } from '../simulate/explored.ts';

testWorlds({ first: 2501, runs: 22_500, parts: 9 });
