import { shownTree } from './receiver.ts';

/** How services talk: by function calls, or over HTTP, sent by a process of this name. */
type Over = string | undefined;

const handled = (step: string, command: string, sender: Over) => {
  const [service] = command.split('.');
  return [
    `order: ${step}`,
    ...(sender ? [`  ${sender}: ${service}.messages`, `    ${service}: POST /messages`] : []),
    `  ${service}: ${command}`,
    `    ${service}: ${service}.commands`,
    `      ${service}: database ${service}`,
  ];
};

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
const SAVED = ['order: order.saves', '  order: database order'];

/** The spans of the saga of an order that is confirmed. */
export function sagaTree(split: Over, { takenOver = false } = {}): string[] {
  return sorted([
    'order: place-order',
    ...indented([
      ...handled('book a courier', 'delivery.book', split),
      ...handled('capture the money', 'payment.capture', split),
      'order: confirm the order',
      ...indented(SAVED),
      ...handled('hold the money', 'payment.hold', split),
      ...SAVED,
      ...handled('reserve the goods', 'stock.reserve', split),
      ...handled('take the goods', 'stock.take', split),
      ...(takenOver ? ['order: taken over'] : []),
      ...handled('tell the customer', 'notify.tell', split),
    ]),
  ]);
}

const asked = (call: string, split: Over) => {
  const [service] = call.split('.');
  const answered = [`${service}: ${call}`, `  ${service}: database ${service}`];
  return split ? [`${service}: POST /internal/:call`, ...indented(answered)] : answered;
};

/** The whole trace of an order that is placed in one process. */
export function orderTree(): string[] {
  const order = [...placed(undefined), ...sagaTree(undefined)];
  return sorted(['gateway: POST /api/orders', ...indented(identified(undefined)), ...indented(order)]);
}

/** The whole trace of an order whose services talk over HTTP. */
export function splitOrderTree(sender: string): string[] {
  const order = ['order: POST /api/orders', ...indented([...placed(sender), ...sagaTree(sender)])];
  return sorted(['gateway: POST /api/orders', ...indented(identified(sender)), ...indented(order)]);
}

const identified = (split: Over) => ['gateway: gateway.sessions', ...indented(asked('user.sessions', split))];

const placed = (split: Over) => [
  'order: order.prices',
  ...indented(asked('catalog.prices', split)),
  'order: order.start',
  '  order: database order',
];

/** The same tree with its branches sorted by name, as `treeOf` has them. */
function sorted(lines: readonly string[]): string[] {
  const above: string[] = [];
  const paths = lines.map((line) => {
    const depth = line.search(/\S/) / 2;
    above.splice(depth, above.length, line.trim());
    return above.join(' > ');
  });
  return shownTree(paths);
}
