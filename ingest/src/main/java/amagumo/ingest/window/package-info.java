/** Windows of consecutive frames: found in a store, split for training, read one after the other. */
package amagumo.ingest.window;
