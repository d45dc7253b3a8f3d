import { runService } from '@sagashop/chassis/service/process';
import { openCatalog } from './app.ts';

if (import.meta.main) await runService('catalog', openCatalog);
