import postgres from 'postgres';

/** Changes an order's booking in delivery's database, past the service: what only a shop that is there to be broken allows. */
export async function changeBooking(url: string, order: string, state: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`update bookings set state = ${state} where order_id = ${order}`;
  } finally {
    await sql.end();
  }
}
