import { sql } from '@suite/db'

/**
 * How urgent each row of causes `c` is: 1 info, 2 warning, 3 critical. A broken connection is critical after four hours;
 * discrepancies once overdue or due within a day; papers from a week before they run out; recalls always; deliveries a day
 * after they were expected.
 */
export const severityAt = (now: Date) => sql`
  case c.kind
    when 'connection_failing' then
      case when (c.detail ->> 'since')::timestamptz <= ${now}::timestamptz - interval '4 hours' then 3 else 2 end
    when 'discrepancies' then case
      when (c.detail ->> 'overdue')::int > 0
        or (c.detail ->> 'dueAt')::timestamptz <= ${now}::timestamptz + interval '24 hours' then 3
      when c.dollars_minor > 0 or (c.detail ->> 'dueAt')::timestamptz <= ${now}::timestamptz + interval '72 hours' then 2
      else 1 end
    when 'credentials_due' then
      case when (c.detail ->> 'firstExpiry')::date <= ${now}::timestamptz::date + 7 then 3 else 1 end
    when 'recall_open' then 3
    when 'transfers_waiting' then
      case when (c.detail ->> 'since')::timestamptz <= ${now}::timestamptz - interval '24 hours' then 3 else 2 end
    else 2 end::smallint`
