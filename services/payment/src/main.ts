import { runService } from '@sagashop/chassis/process';
import { openPayment } from './app.ts';

await runService(openPayment);
