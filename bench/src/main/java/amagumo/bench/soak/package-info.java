/** The service as it runs for months, in an hour: a replayed feed, servers that are killed, clients, and an audit at the end. */
package amagumo.bench.soak;
