/** Rain rates as the network sees them: numbers from 0 (dry) to 1. */
package amagumo.model.pixel;
