-- Who sells, as it was when a document was issued. A row is never changed: another name is another row.
create table sellers (
  id      int primary key generated always as identity,
  name    text not null,
  address text not null,
  tax_id  text not null,
  unique (name, address, tax_id)
);

-- Invoices, one for each order that was confirmed, and credit notes, one for each refund that was settled. What is printed
-- is kept from the first time on that somebody asks for it; who the buyer is stands with the order alone.
create table documents (
  order_id  uuid not null,
  -- Null: the invoice. The order's own id: all that was left when it was cancelled.
  refund    uuid,
  year      smallint not null,
  number    int not null check (number > 0),
  amount    bigint not null check (amount >= 0),
  issued_on date not null,
  seller    int not null references sellers,
  inputs    text
);
create unique index documents_of_order on documents (order_id, refund) nulls not distinct;
create unique index documents_by_number on documents (year, number, (refund is null));

-- The last number of each year, of invoices and of credit notes.
create table document_series (
  invoices  boolean not null,
  year      smallint not null,
  last      int not null,
  issued_on date not null,
  primary key (invoices, year)
);

-- Up to which order all have been looked at, once; and when there was last none left. No row before the first look: a backup
-- is restored into tables that are empty.
create table document_progress (
  one          boolean primary key default true check (one),
  done_to      uuid not null,
  caught_up_at timestamptz not null
);

-- Orders that were pending when they were looked at (refund is null), and refunds that want their credit notes.
create table documents_due (
  order_id uuid not null,
  refund   uuid,
  since    timestamptz not null default now()
);
create unique index documents_due_of_order on documents_due (order_id, refund) nulls not distinct;

create function documents_are_immutable() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.inputs is null and new.inputs is not null
    and to_jsonb(old) - 'inputs' = to_jsonb(new) - 'inputs' then
    return new;
  end if;
  raise exception 'a document does not change';
end $$;
create trigger documents_are_immutable before update or delete on documents for each row
  execute function documents_are_immutable();

create function sellers_are_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a seller does not change';
end $$;
create trigger sellers_are_immutable before update or delete on sellers for each row
  execute function sellers_are_immutable();

-- Noted by the database, whichever release settles a refund or cancels an order.
create function note_due_document() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'refunds' then
    insert into documents_due (order_id, refund) values (new.order_id, new.id) on conflict do nothing;
  else
    insert into documents_due (order_id, refund) values (new.id, new.id) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger note_due_document after update of state on refunds for each row
  when (new.state = 'settled' and old.state <> 'settled') execute function note_due_document();
create trigger note_due_document after update of status on orders for each row
  when (new.status = 'cancelled' and old.status = 'confirmed') execute function note_due_document();

insert into documents_due (order_id, refund)
select order_id, id from refunds where state = 'settled' order by settled_at, id;
