import type { paths } from '../../.generated/api';

// The shapes that pages name, taken from the API's description by `npm run types:web`.
type Body<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Json } } } };
}
  ? Json
  : never;
type Item<Page extends { items: unknown[] }> = Page['items'][number];

/** Money in minor units, as everywhere in the shop. */
export type Money = Product['price'];
export type Product = Item<Body<'/api/products'>>;
/** A product with what its own page shows. */
export type ProductDetails = Extract<Body<'/api/products/{id}'>, { name: string }>;
export type Category = Item<Body<'/api/categories'>>;
export type Facets = NonNullable<Body<'/api/products'>['facets']>;
export type Suggestion = Item<Body<'/api/products/suggestions'>>;
export type DeliveryDay = Item<Body<'/api/delivery/dates'>>;
export type User = Body<'/api/users/me'>;
/** An address that a member keeps; an old one has no zip. */
export type StoredAddress = Item<Body<'/api/users/me/addresses'>>;
export type Order = Body<'/api/orders/{id}'>;
/** What somebody can withdraw from, and what they have withdrawn from. */
export type WithdrawalOffer =
  paths['/api/withdrawals']['post']['responses'][200]['content']['application/json'];
export type Withdrawal = Body<'/api/withdrawals/{token}'>;
/** What somebody waits for that is sold out. */
export type ReminderCounts = Body<'/api/reminders/counts'>;
export type Reminder = Item<Body<'/api/reminders'>>;
/** What is sent to place an order. */
export type OrderWish = paths['/api/orders']['post']['requestBody']['content']['application/json'];
/** What can be broken on purpose, and what is. */
export type LabView = Body<'/api/lab'>;
export type AuditReport = Body<'/api/audit'>;
export type Saga = Body<'/api/orders/{id}/saga'>;
/** What an act on an order would write, everything that has happened to it, and who else has it open. */
export type Foretold = Body<'/api/orders/{id}/foretold'>;
export type Timeline = Body<'/api/orders/{id}/timeline'>;
export type Presence =
  paths['/api/orders/{id}/presence']['put']['responses'][200]['content']['application/json'];
export type Figures = Body<'/api/orders/figures'>;
export type ListedSaga = Item<Body<'/api/sagas'>>;
export type SagaReason = Body<'/api/sagas/reasons'>['items'][number];
/** All services at work, and one of them. */
export type SystemFigures = Body<'/api/system'>;
export type ServiceFigures = SystemFigures['services'][number];
/** Somebody who has signed up or ordered, as staff see them. */
export type Customer = Item<Body<'/api/customers'>>;
/** Lists of orders that staff keep; something that is done with many orders, and what it would come to. */
export type OrderView = Item<Body<'/api/order-views'>>;
export type BulkAction = Item<Body<'/api/bulk-actions'>>;
export type BulkTarget = Item<Body<'/api/bulk-actions/{id}/orders'>>;
export type BulkForetold = Body<'/api/bulk-actions/foretold'>;
/** Files that change many things: as the list has them, and one with its first rows. */
export type ListedImport = Item<Body<'/api/imports'>>;
export type WholeImport = Body<'/api/imports/{id}'>;
/** Where somebody is signed in. */
export type OpenSession = Item<Body<'/api/users/me/sessions'>>;
/** Who is invited to work for the shop, and what the link of an invitation says. */
export type Invitation = Item<Body<'/api/staff/invitations'>>;
export type Offer = Body<'/api/staff/invitations/{token}'>;
/** Couriers, and their days with what is booked. */
export type Courier = Item<Body<'/api/couriers'>>;
/** A parcel of a courier's day. */
export type ListedShipment = Item<Body<'/api/rounds/today'>>;
export type Board = Body<'/api/delivery/board'>;
/** Parcels, orders that have none yet, what to take from the shelves, and what is done with many. */
export type Shipment = Item<Body<'/api/shipments'>>;
export type UnplannedOrder = Item<Body<'/api/shipments/unplanned'>>;
export type Picks = Body<'/api/shipments/picks'>;
export type ParcelsAct = Body<'/api/shipments/acts/{id}'>;
export type Stock = Body<'/api/stock/{productId}'>;
export type StockAlert = Item<Body<'/api/stock/alerts'>>;
export type Movement = Item<Body<'/api/stock/{productId}/movements'>>;
/** What staff have changed: a page of it, and an entry. */
export type Log = Body<'/api/audit-log'>;
export type LoggedChange = Item<Log>;
export type Account = Body<'/api/account'>;
export type Entries = Body<'/api/account/entries'>;
export type Entry = Item<Entries>;
/** The same as staff see it, with why they have adjusted a balance. */
export type CustomerEntry = Item<Body<'/api/accounts/{userId}/entries'>>;
/** For how long something can be sent back, or withdrawn from. */
export type ReturnTerms = Body<'/api/returns/terms'>;
export type ListedReturn = Item<Body<'/api/returns'>>;
export type Mail = Item<Body<'/api/mails'>>;
export type Message = Item<Body<'/api/messages'>>;

/** A page of a list; `nextCursor` asks for the next one. */
export type List<T> = Omit<Body<'/api/orders'>, 'items'> & { items: T[] };
