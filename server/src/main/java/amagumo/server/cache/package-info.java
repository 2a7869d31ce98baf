/** What is made once and kept in bounded memory. */
package amagumo.server.cache;
