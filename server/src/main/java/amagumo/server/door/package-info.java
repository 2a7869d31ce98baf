/** Other services' addresses and words, so that their clients come in unchanged; each door a room of its own below. */
package amagumo.server.door;
