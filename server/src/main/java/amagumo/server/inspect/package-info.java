/** What a radar file or a store holds, as a line for people and as JSON for programs. */
package amagumo.server.inspect;
