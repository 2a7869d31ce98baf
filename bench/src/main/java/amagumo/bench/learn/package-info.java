/** What learning on a GPU reads and makes: see bench/skill/gpu. */
package amagumo.bench.learn;
