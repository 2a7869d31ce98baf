/** A place: what falls there and what is to come, in numbers and in a sentence. */
package amagumo.server.point;
