/** Where forecasts are sent to: directories, servers that take HTTP PUT, buckets; each with its own formats, retries and state. */
package amagumo.server.destination;
