import { runService } from '@sagashop/chassis/service/process';
import { openNotify } from './app.ts';

if (import.meta.main) await runService('notify', openNotify);
