import { runService } from '@sagashop/chassis/process';
import { openNotify } from './app.ts';

await runService(openNotify);
