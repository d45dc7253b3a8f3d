import { runService } from '@sagashop/chassis/process';
import { openCatalog } from './app.ts';

await runService(openCatalog);
