-- Counts by the day they were closed, for what an inspector is handed.
create index count_sessions_closed on app.count_sessions (organization_id, store_id, closed_at) where closed_at is not null;
