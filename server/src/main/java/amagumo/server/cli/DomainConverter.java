package amagumo.server.cli;

import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.Domains;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a domain. */
final class DomainConverter implements ITypeConverter<BoundingBox>, Iterable<String> {

    @Override
    public BoundingBox convert(String name) {
        try {
            return Domains.named(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    @Override
    public Iterator<String> iterator() {
        return Domains.all().keySet().iterator();
    }
}
