/**
 * How much of the server a client may have: requests a second, threads, connections, and time to say what it wants. Jetty
 * calls these before any route is looked for.
 */
package amagumo.server.http.limit;
