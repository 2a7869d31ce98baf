/** Whether the server is of use and how it does: conditions that must hold, and meters for Prometheus. */
package amagumo.server.operation;
