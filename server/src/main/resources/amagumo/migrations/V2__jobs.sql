-- What runs of jobs, what ran, and what runs leave for the next. Times are milliseconds since 1970, UTC.

-- The jobs that a server has, as the last one that started says.
create table jobs (
  name text not null primary key,
  trigger_name text not null,
  period_ms bigint,                        -- of the nominal times, where they follow from a rule
  offset_ms bigint,
  paused text                              -- who paused it and why, while it is paused
);

-- One row an attempt. One that has ended is never changed.
create table attempts (
  id bigint not null primary key,          -- counts up over all jobs; the number of its lease
  job text not null,
  nominal_time bigint not null,
  instance text not null,                  -- of db-scheduler, within the job
  request text not null,                   -- which request it serves
  started_by text not null,
  retry_of bigint,
  parameters text not null,                -- JSON
  server text not null,
  start_time bigint not null,
  end_time bigint,
  outcome text not null,
  reason text not null,
  overrun boolean not null,
  killed_by text                           -- who wants it to end
);
create index attempts_job on attempts (job, id);
create index attempts_nominal_time on attempts (job, nominal_time);
create index attempts_outcome on attempts (outcome);

-- Who may store the result of a run: the attempt that began last.
create table leases (
  job text not null,
  instance text not null,
  attempt bigint not null,
  primary key (job, instance)
);

-- Numbers that count up.
create table counters (
  name text not null primary key,
  last_value bigint not null
);
insert into counters (name, last_value) values ('attempt', 0);

-- Values that one run leaves for the next.
create table job_parameters (
  job text not null,
  name text not null,
  content text not null,
  primary key (job, name)
);
