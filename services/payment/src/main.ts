import { runService } from '@sagashop/chassis/service/process';
import { openPayment } from './app.ts';

if (import.meta.main) await runService('payment', openPayment);
