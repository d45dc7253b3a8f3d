import { runService } from '@sagashop/chassis/service/process';
import { openDelivery } from './app.ts';

if (import.meta.main) await runService('delivery', openDelivery);
