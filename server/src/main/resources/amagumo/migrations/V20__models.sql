-- One row: how often aliases were moved. Who registers a version or moves aliases takes the row first, one at a time.
create table model_registry (
  revision bigint not null
);
insert into model_registry (revision) values (0);

-- A model's file is SHA256.zip in the server's state; lineage is JSON.
create table model_versions (
  version bigint primary key,
  sha256 text not null unique,
  name text not null,
  octets bigint not null,
  registered bigint not null,
  parent bigint references model_versions (version),
  lineage text not null
);

create table model_aliases (
  alias text primary key,
  version bigint not null references model_versions (version)
);

-- What became of aliases: a null is an alias that stands for nothing.
create table model_alias_moves (
  revision bigint not null,
  alias text not null,
  from_version bigint,
  to_version bigint,
  moved bigint not null,
  who text not null,
  why text not null,
  primary key (revision, alias)
);
