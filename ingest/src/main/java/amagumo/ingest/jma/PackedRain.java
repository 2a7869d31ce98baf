package amagumo.ingest.jma;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.util.List;
import java.util.Optional;

/**
 * One frame of rain in a file, its headers read and its levels still packed: who takes files from strangers sees how many
 * frames there are, and how large they become, before memory is allocated for them. It keeps the file's bytes.
 */
public final class PackedRain {

    private final String file;
    private final List<GribField> blocks;

    /**
     * @param file a name for error messages
     * @param blocks the one field of the frame, or those that form a mosaic of 250 m
     */
    PackedRain(String file, List<GribField> blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    /** Where the cells of the whole frame lie. */
    public RadarGrid grid() {
        return isMosaic() ? BlockMosaic.GRID_250_M : blocks.get(0).grid();
    }

    /**
     * Decodes the frame.
     *
     * @param box which part of it, everything if empty
     * @throws MalformedGribException if its data is damaged, or its blocks do not form a mosaic
     * @throws UnsuitableFileException if it has no cell in the box
     */
    public RainField decode(Optional<BoundingBox> box) throws MalformedGribException, UnsuitableFileException {
        GribField first = blocks.get(0);
        if (isMosaic()) {
            BlockMosaic mosaic = BlockMosaic.of(file, blocks);
            RadarFrame frame = mosaic.frame(cells(box));
            return new RainField(frame, first.identification(), first.product(), mosaic.bits());
        }
        RadarFrame frame = first.frame(cells(box));
        return new RainField(
                frame, first.identification(), first.product(), first.packing().bits());
    }

    private boolean isMosaic() {
        return blocks.size() > 1;
    }

    private CellBox cells(Optional<BoundingBox> box) throws UnsuitableFileException {
        if (box.isEmpty()) {
            return grid().allCells();
        }
        try {
            return grid().cellsIn(box.get());
        } catch (IllegalArgumentException e) {
            throw new UnsuitableFileException(file, e.getMessage());
        }
    }
}
