-- SHA-256 of the model file that the settings of a server named when one started last.
alter table model_registry add column named_by_settings text;
