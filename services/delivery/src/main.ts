import { runService } from '@sagashop/chassis/process';
import { openDelivery } from './app.ts';

await runService(openDelivery);
