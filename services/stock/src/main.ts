import { runService } from '@sagashop/chassis/process';
import { openStock } from './app.ts';
import { listeners } from './contract.ts';

await runService(openStock, listeners);
