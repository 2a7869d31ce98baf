-- Files of forecasts that are to be sent, or were: one a forecast, destination and format.
create table deliveries (
  forecast varchar(300) not null,
  destination varchar(100) not null,
  format varchar(20) not null,
  -- Milliseconds since 1970.
  base_time bigint not null,
  -- waiting, delivered, failed
  state varchar(10) not null,
  attempts integer not null,
  -- When it is tried next while it waits, else when it ended; milliseconds since 1970.
  moment bigint not null,
  -- Why the last attempt failed; empty if it did not.
  reason varchar(1000) not null,
  primary key (forecast, destination, format)
);

create index deliveries_state on deliveries (state, moment);
create index deliveries_base_time on deliveries (base_time);
