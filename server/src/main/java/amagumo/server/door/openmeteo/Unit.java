package amagumo.server.door.openmeteo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an amount is written in. */
enum Unit {
    MILLIMETRE("mm", 2, 1, com.openmeteo.sdk.Unit.millimetre),
    INCH("inch", 3, 25.4, com.openmeteo.sdk.Unit.inch),
    /** Of what is not known here. */
    UNDEFINED("undefined", 2, 1, com.openmeteo.sdk.Unit.undefined);

    private final String symbol;
    private final int decimals;
    private final double millimetres;
    private final int code;

    Unit(String symbol, int decimals, double millimetres, int code) {
        this.symbol = symbol;
        this.decimals = decimals;
        this.millimetres = millimetres;
        this.code = code;
    }

    String symbol() {
        return symbol;
    }

    /** Its number in FlatBuffers. */
    int code() {
        return code;
    }

    /** An amount in this unit, NaN where missing. */
    float of(double amountMm) {
        return (float) (amountMm / millimetres);
    }

    /** An amount of this unit as it is written; null where missing. */
    BigDecimal written(float amount) {
        return Float.isNaN(amount) ? null : BigDecimal.valueOf(amount).setScale(decimals, RoundingMode.HALF_UP);
    }
}
