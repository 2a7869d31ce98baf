/** JMH benchmarks of the fast paths; what they measure is in {@code docs/benchmarks.md}. */
package amagumo.bench;
