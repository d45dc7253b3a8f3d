import { runService } from '@sagashop/chassis/service/process';
import { openUser } from './app.ts';

if (import.meta.main) await runService('user', openUser);
