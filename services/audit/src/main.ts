import { runService } from '@sagashop/chassis/process';
import { openAudit } from './app.ts';

await runService(openAudit);
