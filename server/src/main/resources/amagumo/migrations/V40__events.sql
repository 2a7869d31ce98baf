-- What happened, for those who want to be told of it: the newest few thousand. Times are milliseconds since 1970, UTC.
create table events (
  id bigint not null primary key,          -- counts up; who told of it held the counter's row until it was there
  kind varchar(20) not null,               -- forecast, observation, model, job
  subject varchar(300) not null,           -- what it happened to
  happened bigint not null,
  content text not null                    -- JSON
);
create unique index events_subject on events (kind, subject);

insert into counters (name, last_value) values ('event', 0);
