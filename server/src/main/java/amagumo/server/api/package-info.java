/**
 * The REST API under {@code /api/v1} and the page at {@code /}: a class a resource, registered in {@link
 * amagumo.server.api.Api}, and the JSON that it answers with. {@code openapi.json} describes it.
 */
package amagumo.server.api;
