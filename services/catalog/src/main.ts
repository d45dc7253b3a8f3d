import { runService } from '@sagashop/chassis/process';
import { openCatalog } from './app.ts';

if (import.meta.main) await runService('catalog', openCatalog);
