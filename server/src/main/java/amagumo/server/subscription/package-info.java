/** Threshold notifications: who wants to be told of rain at a place, when that is, and webhooks that tell them. */
package amagumo.server.subscription;
