/** The roles of the people who work for the shop. Whoever has none is a customer. */
export const ROLES = {
  owner: 'runs the shop, and may do everything',
  clerk: 'serves customers, and keeps catalogue and stock',
  packer: 'takes goods in, and packs them',
  courier: 'brings parcels',
} as const;

export type Role = keyof typeof ROLES;

/** Each permission: what it is for, and the roles that have it. The only place that says so. */
const PERMISSIONS = {
  'accounts.adjust': { roles: ['owner', 'clerk'], says: "put a customer's balance right" },
  'accounts.deposit': { roles: ['owner'], says: 'put money on an account' },
  'accounts.read': { roles: ['owner', 'clerk'], says: "see customers' money, and what became of it" },
  'audit-log.read': { roles: ['owner'], says: 'see what staff have changed' },
  'audit.read': { roles: ['owner'], says: 'check all services against each other' },
  'catalog.read': { roles: ['owner', 'clerk', 'packer'], says: 'see products that customers do not see' },
  'catalog.write': { roles: ['owner', 'clerk'], says: 'change products, categories and synonyms' },
  'commands.run': { roles: ['owner'], says: 'get a token for a command of `sagashop`' },
  'couriers.read': { roles: ['owner', 'clerk'], says: 'see the couriers' },
  'couriers.write': { roles: ['owner'], says: 'hire couriers, and say how much they carry' },
  'deliveries.write': { roles: ['owner', 'clerk'], says: 'move deliveries, and plan the days of couriers' },
  'customers.erase': { roles: ['owner'], says: 'erase a customer who has asked for it' },
  'customers.export': {
    roles: ['owner'],
    says: 'take the list of customers away as a file, and all that is known about one',
  },
  'customers.read': { roles: ['owner', 'clerk'], says: 'find customers' },
  'customers.write': { roles: ['owner', 'clerk'], says: 'block customers' },
  'imports.write': { roles: ['owner', 'clerk'], says: 'change many products, prices or stocks by a file' },
  'mails.read': { roles: ['owner', 'clerk'], says: 'see the mails that people are sent' },
  'mails.read-secret': {
    roles: ['owner'],
    says: 'read mails whose links are as good as a password, where none are sent',
  },
  'mails.send': { roles: ['owner', 'clerk'], says: 'have a mail sent once more' },
  'lab.break-all': { roles: ['owner'], says: "make faults that strike everybody's orders" },
  'messages.read': { roles: ['owner', 'clerk'], says: 'read what customers were told' },
  'orders.cancel': { roles: ['owner', 'clerk'], says: "cancel customers' orders" },
  'orders.export-people': {
    roles: ['owner'],
    says: 'have names, addresses and telephone numbers in a file of orders',
  },
  'orders.note': { roles: ['owner', 'clerk'], says: 'write notes on orders, for others who work here' },
  'orders.read': { roles: ['owner', 'clerk'], says: "see customers' orders, and how they came about" },
  'orders.refund': { roles: ['owner', 'clerk'], says: "give money of customers' orders back" },
  'orders.share-views': { roles: ['owner'], says: 'give lists of orders to everybody who sees orders' },
  'returns.read': { roles: ['owner', 'clerk'], says: 'see what customers send back' },
  'returns.write': {
    roles: ['owner', 'clerk'],
    says: 'ask for returns for customers, approve and refuse them, and receive what comes back',
  },
  'sagas.read': { roles: ['owner', 'clerk'], says: 'see the sagas, and which of them wait' },
  'sagas.retry': { roles: ['owner', 'clerk'], says: 'have a parked saga try again' },
  'rounds.read': { roles: ['owner', 'courier'], says: 'see one’s own stops of today' },
  'shipments.plan': { roles: ['owner', 'clerk', 'packer'], says: 'say what goes into which parcel' },
  'shipments.read': {
    roles: ['owner', 'clerk', 'packer', 'courier'],
    says: 'see parcels; couriers their own',
  },
  'shipments.write': {
    roles: ['owner', 'clerk', 'packer', 'courier'],
    says: 'pack parcels, hand them over, and say what became of them; couriers of their own',
  },
  'staff.read': { roles: ['owner'], says: 'see who works for the shop' },
  'staff.write': { roles: ['owner'], says: 'invite people, give and take roles, and end sessions of staff' },
  'stock.adjust': {
    roles: ['owner', 'clerk'],
    says: 'change how much there is of a product, for a reason, and say when it is low',
  },
  'stock.read': { roles: ['owner', 'clerk', 'packer'], says: 'see how much there is of a product' },
  'stock.receive': { roles: ['owner', 'clerk', 'packer'], says: 'book goods that have come in' },
  'system.read': { roles: ['owner', 'clerk'], says: 'see the services at work' },
} as const satisfies Record<string, { roles: readonly Role[]; says: string }>;

export type PermissionName = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as PermissionName[];

/** A permission as routes declare it in `config.needs` and `config.othersNeed`. */
export function permission(name: PermissionName) {
  const { roles, says } = PERMISSIONS[name];
  return { name, roles: roles as readonly Role[], says };
}

/** What somebody with these roles may do, by the permissions' names. Unknown roles, a later release's, give nothing. */
export function permissionsOf(roles: readonly string[]): PermissionName[] {
  return PERMISSION_NAMES.filter((name) => permission(name).roles.some((role) => roles.includes(role)));
}
