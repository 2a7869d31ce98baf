package amagumo.server.cli;

import amagumo.ingest.radar.BoundingBox;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code S,W,N,E}. */
final class BoundingBoxConverter implements ITypeConverter<BoundingBox> {

    @Override
    public BoundingBox convert(String text) {
        try {
            return BoundingBox.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
