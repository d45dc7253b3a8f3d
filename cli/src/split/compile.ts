import { EVERYTHING } from '../services.ts';
import { mainOf } from './processes.ts';

// Run by itself, before the processes start for the first time: loads what they will load, so that types are
// stripped and code is compiled once, and the cache (NODE_COMPILE_CACHE) written once, when this ends.
await Promise.all(EVERYTHING.map((name) => import(mainOf(name))));
process.exit(0);
