/** Model files and checkpoints: zips that list what they hold, checked before anything in them is believed. */
package amagumo.model.file;
