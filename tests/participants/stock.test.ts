import { testParticipant } from './drive.ts';
import { drivenStock } from './stock-model.ts';

testParticipant(await drivenStock());
