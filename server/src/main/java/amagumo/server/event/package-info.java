/** What happens in the service, one numbered event after the other, the same for all servers on a database. */
package amagumo.server.event;
