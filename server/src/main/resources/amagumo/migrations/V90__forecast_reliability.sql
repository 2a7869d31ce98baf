-- What the reliability of kept forecasts' probabilities is made of: a row a forecast, lead and threshold, written and replaced with
-- the row of forecast_scores of the same forecast and lead, which says which contents were compared. p is the probability of reaching
-- the threshold, 0 to 1, o is 1 where it was reached, else 0; bin 0 is [0, 0.1), bin 9 is [0.9, 1].
create table forecast_reliability (
  store text not null,                     -- name of the store that was forecast
  base_time bigint not null,               -- milliseconds since 1970, UTC
  nowcaster text not null,
  model_version text not null,             -- SHA-256 of the model file, empty for what learns nothing
  lead_minutes integer not null,
  threshold double precision not null,     -- mm/h
  squared_errors double precision not null,     -- sum of (p - o)^2
  cases_0 bigint not null, events_0 bigint not null, probabilities_0 double precision not null,
  cases_1 bigint not null, events_1 bigint not null, probabilities_1 double precision not null,
  cases_2 bigint not null, events_2 bigint not null, probabilities_2 double precision not null,
  cases_3 bigint not null, events_3 bigint not null, probabilities_3 double precision not null,
  cases_4 bigint not null, events_4 bigint not null, probabilities_4 double precision not null,
  cases_5 bigint not null, events_5 bigint not null, probabilities_5 double precision not null,
  cases_6 bigint not null, events_6 bigint not null, probabilities_6 double precision not null,
  cases_7 bigint not null, events_7 bigint not null, probabilities_7 double precision not null,
  cases_8 bigint not null, events_8 bigint not null, probabilities_8 double precision not null,
  cases_9 bigint not null, events_9 bigint not null, probabilities_9 double precision not null,
  primary key (store, base_time, nowcaster, model_version, lead_minutes, threshold)
);
