/** The service: everything that runs as long as the process does, built, started and stopped in one place. */
package amagumo.server.app;
