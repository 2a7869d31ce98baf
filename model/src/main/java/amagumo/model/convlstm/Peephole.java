package amagumo.model.convlstm;

/** How the peephole weights of a ConvLSTM cell (W_ci, W_cf, W_co of Shi et al. 2015, equation 3) are shared. */
public enum Peephole {
    /** One weight per channel, shared over positions: the network fits grids of any size. */
    CHANNEL,
    /** One weight per channel and position, as printed in the paper: the network fits grids of one size only. */
    CELL
}
