/** How long frames take into a store and out of it. */
package amagumo.bench.store;
