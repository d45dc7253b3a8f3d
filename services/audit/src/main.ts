import { runService } from '@sagashop/chassis/service/process';
import { openAudit } from './app.ts';

if (import.meta.main) await runService('audit', openAudit);
