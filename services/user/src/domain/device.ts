/** How long a device is known after its last sign-in, in seconds: 400 days, the longest that browsers keep a cookie. */
export const DEVICE_LIFE = 400 * 24 * 60 * 60;

/** The cookie by which a browser shows that its user has signed in from it; over https its name is longer. */
export const DEVICE_COOKIE = 'sagashop_device';

/** A browser from which somebody has signed in. */
export interface Device {
  userId: string;
  id: string;
}
