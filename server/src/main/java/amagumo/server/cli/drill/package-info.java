/** Drills: a sandbox with a fault in it, for who wants to have mended one before the night on which it matters. */
package amagumo.server.cli.drill;
