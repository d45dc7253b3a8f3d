import { pairs } from '../../services/order/test/http/pairs.ts';

// A thousand pairs of acts of two people upon one order.
pairs.runs = 1000;
await import('../../services/order/test/http/pairs.test.ts');
