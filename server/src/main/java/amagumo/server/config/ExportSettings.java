package amagumo.server.config;

import java.util.List;

/**
 * What forecasts are sent as files.
 *
 * @param destinations of every forecast, each of another name
 */
public record ExportSettings(List<DestinationSettings> destinations) {

    public ExportSettings {
        destinations = List.copyOf(destinations);
    }

    static ExportSettings of(Section export) {
        List<DestinationSettings> destinations = export.sections("destinations", DestinationSettings.DEFAULTS).stream()
                .map(DestinationSettings::of)
                .toList();
        long names =
                destinations.stream().map(DestinationSettings::name).distinct().count();
        if (names < destinations.size()) {
            throw export.refused("destinations", "of different names");
        }
        return new ExportSettings(destinations);
    }
}
