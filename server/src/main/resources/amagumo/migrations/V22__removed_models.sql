-- When a version's file was removed, as too many newer ones came; its row stays.
alter table model_versions add column removed bigint;
