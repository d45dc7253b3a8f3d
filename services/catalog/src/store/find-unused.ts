import type { Db } from '@sagashop/chassis/postgres/sql';

/**
 * Pictures that no product shows, and that nobody has kept for a day, some at a time. It reads the details of all products
 * once: whoever looks for them does so now and then.
 */
export async function findUnused(db: Db, most: number): Promise<{ hash: string; names: string[] }[]> {
  return db<{ hash: string; names: string[] }[]>`
    with shown as materialized (
      select distinct substring(one ->> 'url' from '^/api/pictures/([0-9a-f]{32})/') as hash
      from product_details, jsonb_array_elements(pictures) one where one ->> 'url' like '/api/pictures/%'
      union
      select substring(picture from '^/api/pictures/([0-9a-f]{32})/') from product_variants
      where picture like '/api/pictures/%' and deleted_at is null
    )
    select hash, to_json(array_agg(name)) as names from picture_files f
    where kept_at < now() - interval '1 day' and not exists (select from shown s where s.hash = f.hash)
    group by hash order by hash limit ${most}`;
}
