-- Who wants to be told of rain at a place, and how that stands. Times are milliseconds since 1970, UTC.
create table subscriptions (
  id varchar(60) not null primary key,
  url text not null,
  secret varchar(200) not null,            -- that notifications are signed with
  latitude double precision not null,
  longitude double precision not null,
  threshold_mm_h double precision not null,
  within_minutes integer not null,
  quiet_from varchar(8),                   -- times of the day, in a zone
  quiet_until varchar(8),
  quiet_zone varchar(60),
  created bigint not null,
  ended varchar(300),                      -- why nothing is sent any more
  seen bigint not null,                    -- the base time that was looked at last
  raised boolean not null,                 -- rain came into reach, and it has not been dry for long enough since
  told boolean not null,
  dry_ms bigint not null,
  last_dry bigint
);

-- What is to be told, or was.
create table notifications (
  id varchar(60) not null primary key,
  subscription varchar(60) not null,
  content text not null,                   -- JSON
  state varchar(10) not null,              -- waiting, delivered, failed
  attempts integer not null,
  moment bigint not null,                  -- when it is sent next while it waits
  reason varchar(1000) not null            -- why the last attempt failed
);
create index notifications_state on notifications (state, moment);
create index notifications_subscription on notifications (subscription);
