import '../styles/courier.css';
import { CourierDay } from '../courier/courier-day';

/** A courier's day as the phone knows it: the service worker keeps this page, which is the same for everybody. */
export default function CourierOffline() {
  return <CourierDay told={null} pageKey="" />;
}
