/**
 * The database of what is not frames, models or forecasts: jobs, their attempts, scores, aliases. SQLite beside the
 * server, or PostgreSQL; its tables come from {@code amagumo/migrations}.
 */
package amagumo.server.database;
