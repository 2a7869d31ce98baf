/** The models that a server has had: versions that never change, where they come from, and which of them serves. */
package amagumo.server.registry;
