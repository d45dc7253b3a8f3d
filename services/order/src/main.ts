import { runService } from '@sagashop/chassis/service/process';
import { openOrder } from './app.ts';

if (import.meta.main) await runService('order', openOrder);
