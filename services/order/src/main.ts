import { runService } from '@sagashop/chassis/process';
import { openOrder } from './app.ts';

if (import.meta.main) await runService('order', openOrder);
