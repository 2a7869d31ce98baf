-- What the scores of kept forecasts are made of: one row a forecast and lead, written when the observation of the lead came, and
-- written again when the forecast or the observation became another one. Times are milliseconds since 1970, UTC. P is what was
-- forecast, T what came, in mm/h; events are counted at 0.5, 1, 2, 5, 10 and 20 mm/h.
create table forecast_scores (
  store text not null,                     -- name of the store that was forecast
  base_time bigint not null,
  nowcaster text not null,
  model_version text not null,             -- SHA-256 of the model file, empty for what learns nothing
  lead_minutes integer not null,
  forecast_version text not null,          -- which content was scored,
  observation_version text not null,       -- and against which
  cells bigint not null,
  squared_error double precision not null,      -- sum of (P - T)^2
  absolute_error double precision not null,
  forecast double precision not null,           -- sum of P
  observed double precision not null,           -- sum of T
  product double precision not null,            -- sum of P T
  forecast_squared double precision not null,
  observed_squared double precision not null,
  correlation double precision not null,        -- of this frame, 0 if it is dry
  rainy integer not null,                       -- 1 if any rain was observed
  fss_difference double precision not null,     -- sums of the fractions skill score
  fss_sum double precision not null,
  hits_0_5 bigint not null, misses_0_5 bigint not null, false_alarms_0_5 bigint not null,
  hits_1 bigint not null, misses_1 bigint not null, false_alarms_1 bigint not null,
  hits_2 bigint not null, misses_2 bigint not null, false_alarms_2 bigint not null,
  hits_5 bigint not null, misses_5 bigint not null, false_alarms_5 bigint not null,
  hits_10 bigint not null, misses_10 bigint not null, false_alarms_10 bigint not null,
  hits_20 bigint not null, misses_20 bigint not null, false_alarms_20 bigint not null,
  primary key (store, base_time, nowcaster, model_version, lead_minutes)
);
