import { runService } from '@sagashop/chassis/process';
import { openUser } from './app.ts';

await runService(openUser);
