/** Where radar frames come from: what is new there is brought into a store. */
package amagumo.server.source;
