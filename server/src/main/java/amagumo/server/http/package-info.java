/**
 * HTTP, whatever is answered: the server, who may ask for what, the headers of every answer, query parameters, and errors, which are {@code
 * application/problem+json} (RFC 9457) and never tell of the inside.
 */
package amagumo.server.http;
