import { runService } from '@sagashop/chassis/process';
import { openOrder } from './app.ts';

await runService(openOrder);
