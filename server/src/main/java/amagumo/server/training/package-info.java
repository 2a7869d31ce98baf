/** A training run: stores in, a model file out, with a record of its course next to it. */
package amagumo.server.training;
