import { drivenDelivery } from './delivery-model.ts';
import { testParticipant } from './drive.ts';

testParticipant(await drivenDelivery());
