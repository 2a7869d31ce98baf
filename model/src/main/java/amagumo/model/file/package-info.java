/** Model files and checkpoints: zips that list what they hold, checked before anything in them is trusted. */
package amagumo.model.file;
