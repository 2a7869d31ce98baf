/**
 * The REST API under {@code /api/v1} and the page at {@code /}. Errors are {@code application/problem+json} (RFC 9457)
 * and never tell of the inside; the API is described by {@code openapi.json}.
 */
package amagumo.server.api;
