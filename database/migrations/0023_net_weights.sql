-- What one unit of a product holds, as its till says: purchase limits count it.
alter table app.products add column net_weight numeric(14, 6) check (net_weight > 0);
alter table app.products add column net_weight_unit text check (net_weight_unit in ('mg', 'g', 'kg', 'oz', 'lb'));
