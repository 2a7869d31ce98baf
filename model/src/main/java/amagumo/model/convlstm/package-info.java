/**
 * The ConvLSTM encoder-forecaster of Shi et al. 2015 as a DL4J layer, and the networks built from it. Outside, arrays
 * are {@code [sample, channel, frame, row, column]} (NCDHW); inside, channels come last, which suits oneDNN's
 * convolutions best.
 */
package amagumo.model.convlstm;
