-- Whether a request is served already is asked before each run.
create index attempts_request on attempts (request);
