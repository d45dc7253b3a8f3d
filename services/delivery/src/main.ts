import { runService } from '@sagashop/chassis/process';
import { openDelivery } from './app.ts';

if (import.meta.main) await runService('delivery', openDelivery);
