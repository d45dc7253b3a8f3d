import { runService } from '@sagashop/chassis/service/process';
import { openStock } from './app.ts';
import { listeners } from './contract.ts';

if (import.meta.main) await runService('stock', openStock, listeners);
