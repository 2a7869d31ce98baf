/** One HOCON file: what may be set is documented in {@code reference.conf}. */
package amagumo.server.config;
