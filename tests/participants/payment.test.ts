import { testParticipant } from './drive.ts';
import { drivenPayment } from './payment-model.ts';

testParticipant(await drivenPayment());
