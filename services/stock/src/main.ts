import { runService } from '@sagashop/chassis/service/process';
import { openStock } from './app.ts';

if (import.meta.main) await runService('stock', openStock);
