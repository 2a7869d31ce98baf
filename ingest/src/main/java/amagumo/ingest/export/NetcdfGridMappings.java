package amagumo.ingest.export;

import amagumo.ingest.radar.Ellipsoid;
import java.util.ArrayList;
import java.util.List;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * The variables of a NetCDF file that say what latitudes and longitudes refer to, one per ellipsoid: CF conventions,
 * appendix F, {@code latitude_longitude}. Only their attributes mean anything, not their values.
 */
final class NetcdfGridMappings {

    private final NetcdfFileWriter writer;
    private final List<Ellipsoid> earths = new ArrayList<>();

    NetcdfGridMappings(NetcdfFileWriter writer) {
        this.writer = writer;
    }

    /** The name of the variable for an ellipsoid. */
    String name(Ellipsoid earth) {
        int known = earths.indexOf(earth);
        String name = "crs" + NetcdfAxes.suffix(known < 0 ? earths.size() : known);
        if (known < 0) {
            earths.add(earth);
            define(writer.addVariable(null, name, DataType.INT, ""), earth);
        }
        return name;
    }

    private void define(Variable crs, Ellipsoid earth) {
        writer.addVariableAttribute(crs, new Attribute("grid_mapping_name", "latitude_longitude"));
        if (!earth.name().isEmpty()) {
            writer.addVariableAttribute(crs, new Attribute("reference_ellipsoid_name", earth.name()));
        }
        if (earth.isSphere()) {
            number(crs, "earth_radius", earth.semiMajorMetres());
        } else {
            number(crs, "semi_major_axis", earth.semiMajorMetres());
            number(crs, "inverse_flattening", earth.inverseFlattening());
        }
        number(crs, "longitude_of_prime_meridian", 0);
    }

    private void number(Variable crs, String name, double value) {
        writer.addVariableAttribute(crs, new Attribute(name, value));
    }
}
