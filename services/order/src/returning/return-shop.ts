/** What returns are decided by, besides what is known of the order. */
export interface ReturnShop {
  currency: string;
  /** The runner that sagas are for. */
  owner: number;
  /** How many days after its delivery something can be sent back, the last one included. */
  days: number;
  /** How many days after it was approved what is sent back has to be here. */
  comeDays: number;
  /** Where it is sent back to; undefined where the shop has not said. */
  sendTo: string | undefined;
  zone: string;
}
