/** What is kept for how long, and what is done while the disk is nearly full. */
package amagumo.server.retention;
