-- The scores of a UTC day that nothing changes any more are folded: the rows of all its forecasts into one, whose base time is the
-- start of the day and whose versions are empty. Each column of counts and sums is the sum of theirs.
alter table forecast_scores add column forecasts bigint not null default 1;    -- how many it is of
alter table forecast_reliability add column forecasts bigint not null default 1;

-- When it was compared last; 0 is before this was kept. Not the base time: rain of long ago can be replayed today.
alter table forecast_scores add column compared bigint not null default 0;

-- Who adds scores or folds them holds this row until that is done, so that nothing is added to a day while it is folded.
insert into counters (name, last_value) values ('scores', 0);
