import { writeFileSync } from 'node:fs';
import { FOLDER, patternsIndex, readPages } from './patterns.ts';

// `npm run docs:patterns`: writes the index of docs/patterns anew.
writeFileSync(new URL('README.md', FOLDER), patternsIndex(readPages()));
