package amagumo.server.tiles;

import amagumo.server.render.LevelField;

/** A field in memory. For several threads at once. */
sealed interface DecodedField extends LevelField permits ObservedLevels, PredictedLevels {

    /** How much memory it may come to take, about. */
    long octets();
}
