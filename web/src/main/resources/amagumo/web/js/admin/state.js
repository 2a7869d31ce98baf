// What the page knows. What comes from the server is null until it came, and forgotten when the operator leaves.

const unknown = {
  /** Conditions by name, of `readyz`. */
  conditions: null,
  /** Of `api/v1/status`. */
  status: null,
  jobs: null,
  /** `{name, attempts, before, parameters}` of the job that is looked at. */
  job: null,
  /** `{aliases, versions, moves, more}`. */
  models: null,
  /** `{version, champion, ancestors}` of the model that is looked at. */
  model: null,
  /** Why parts could not be fetched, by part. */
  troubles: Object.freeze({}),
  /** Whether events arrive as they happen. */
  live: false,
};

/** At first nobody has given a token. */
export function initialState(language, theme, route) {
  return { language, theme, route, signedIn: false, mayChange: false, checking: false, refusal: null, said: null, ...unknown };
}

/** What is left when the operator leaves, or is not known any more. */
export function signedOut(refusal) {
  return { ...unknown, signedIn: false, mayChange: false, checking: false, refusal, said: null };
}
